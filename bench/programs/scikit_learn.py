"""A whole program on scikit-learn: reads a table, trains an MLPRegressor to its own input, writes the model.

Arguments: the table, the file to write. Prints what hourglass.bench.Command tells. MLPRegressor knows no elu, and one
activation for all hidden layers, the code included: tanh. The rows held back are looked at once, after the last epoch.
"""

import sys

import joblib
import pandas
import sklearn
from sklearn.neural_network import MLPRegressor
from sklearn.preprocessing import StandardScaler

table, model_file = sys.argv[1:]
rows = pandas.read_csv(table, dtype="float32").to_numpy()
scaler = StandardScaler()
rows = scaler.fit_transform(rows)
held = len(rows) // 10
seen, unseen = rows[:-held], rows[-held:]
model = MLPRegressor(
    hidden_layer_sizes=(32, 3, 32),
    activation="tanh",
    solver="adam",
    alpha=0,
    batch_size=256,
    learning_rate_init=3e-3,
    max_iter=10,
    tol=0,
    n_iter_no_change=10,
    random_state=1,
)
model.fit(seen, seen)
joblib.dump((scaler, model), model_file)
print("@error", ((model.predict(unseen) - unseen) ** 2).mean())
print(f"@description scikit-learn {sklearn.__version__}, float32; tanh, also for the code, Adam")
