"""Hourglass in PySpark: a thin wrapper around the stages of hourglass-spark, whose jar and that of hourglass-core must be
on the class path of the session (--jars).

    from hourglass_spark import HourglassAutoencoder
    model = HourglassAutoencoder(inputCols=["age", "city", "amount"], code=4).fit(rows)
    model.transform(rows).filter("flagged").show()

Every parameter of the Java stage is one here, under its name: HourglassAutoencoder().explainParams() lists them.
"""

from pyspark.ml.param import Param, Params
from pyspark.ml.util import JavaMLReadable, JavaMLWritable, JavaMLReader
from pyspark.ml.wrapper import JavaEstimator, JavaModel

_PACKAGE = "hourglass.spark."


def _declare(stage):
    """Gives a Python stage the parameters of its Java stage, with their defaults, which stay in Java."""
    for java_param in list(stage._java_obj.params()):
        name = java_param.name()
        if not isinstance(getattr(stage, name, None), Param):
            param = Param(Params._dummy(), name, java_param.doc())
            setattr(stage, name, param._copy_new_parent(stage))


class _Reader(JavaMLReader):
    @classmethod
    def _java_loader_class(cls, clazz):
        return _PACKAGE + clazz.__name__


class _Stage(JavaMLReadable, JavaMLWritable):
    @classmethod
    def read(cls):
        return _Reader(cls)

    def set(self, param, value):
        name = param if isinstance(param, str) else param.name
        return super().set(getattr(self, name), value)

    def setParams(self, **values):
        """Sets parameters by name: setParams(code=4, inputCols=["age", "city"])."""
        for name, value in values.items():
            if not self.hasParam(name):
                raise ValueError("unknown parameter %r of %s" % (name, type(self).__name__))
            self.set(name, value)
        return self


class HourglassAutoencoder(_Stage, JavaEstimator):
    """Trains an autoencoder on the rows of a DataFrame, by Spark itself."""

    def __init__(self, **values):
        super().__init__()
        self._java_obj = self._new_java_obj(_PACKAGE + "HourglassAutoencoder", self.uid)
        _declare(self)
        self.setParams(**values)

    def _create_model(self, java_model):
        return HourglassModel(java_model)


class HourglassModel(_Stage, JavaModel):
    """Writes codes, reconstructions, scores, p-values, flags and reasons beside the rows."""

    def __init__(self, java_model=None):
        super().__init__(java_model)
        if java_model is not None:
            _declare(self)
            self._resetUid(java_model.uid())
            self._transfer_params_from_java()
