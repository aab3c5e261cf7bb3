"""Golden values of L2-regularised logistic regression by scikit-learn.

    pip install scikit-learn
    python docs/golden/logistic_regression.py

writes the coefficients that the tests compare with:

* core/src/test/resources/hourglass/regression/logistic-regression.json: two small made problems with their rows
* cli/src/test/resources/hourglass/cli/logistic-regression.json: iris, breast cancer and digits, without their rows

Objective: mean log loss + 1/(2 C n) * sum of squared weights, biases free. Inputs are standardised (population standard
deviation, constant columns become 0) and rounded to single precision, as the tests do.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_digits, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

ROOT = Path(__file__).resolve().parents[2]


def standardised(x):
    scaled = StandardScaler().fit_transform(np.asarray(x, dtype=np.float64).astype(np.float32).astype(np.float64))
    return scaled.astype(np.float32).astype(np.float64)


def fitted(name, x, y, c):
    model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(x, y)
    log_probability = model.predict_log_proba(x)
    log_loss = -log_probability[np.arange(len(y)), y].mean()
    penalty = np.sum(model.coef_**2) / (2 * c * len(y))
    return {
        "name": name,
        "c": c,
        "rows": len(y),
        "features": x.shape[1],
        "classes": int(y.max()) + 1,
        "objective": log_loss + penalty,
        "correct": int((model.predict(x) == y).sum()),
        "coefficients": np.round(model.coef_, 10).tolist(),
        "intercepts": np.round(model.intercept_, 10).tolist(),
    }


def made(name, classes, seed, c):
    random = np.random.default_rng(seed)
    y = np.arange(60) % classes
    centres = random.normal(size=(classes, 3))
    x = standardised(centres[y] + 1.2 * random.normal(size=(60, 3)))
    problem = fitted(name, x, y, c)
    problem["inputs"] = x.tolist()
    problem["targets"] = y.tolist()
    return problem


def write(path, problems):
    document = {"scikit_learn": sklearn.__version__, "problems": problems}
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document, separators=(",", ":")) + "\n")


iris, cancer, digits = load_iris(), load_breast_cancer(), load_digits()
write(
    "cli/src/test/resources/hourglass/cli/logistic-regression.json",
    [
        fitted("iris", standardised(iris.data), iris.target, 1.0),
        fitted("breast_cancer", standardised(cancer.data), cancer.target, 1.0),
        fitted("digits", standardised(digits.data), digits.target, 0.1),
    ],
)
write(
    "core/src/test/resources/hourglass/regression/logistic-regression.json",
    [made("made, two classes", 2, 3, 1.0), made("made, three classes", 3, 4, 0.5)],
)
