"""Writes the models of this folder with scikit-learn (1.2.1 when they were written), as docs/import.md says, and what they predict for a few rows."""
import json
import pathlib
import warnings

import numpy
from sklearn.compose import TransformedTargetRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, RobustScaler, StandardScaler


def plain(x):
    return x.tolist() if hasattr(x, "tolist") else {"class": type(x).__name__, **{k: v for k, v in vars(x).items() if k[0] != "_"}}


warnings.filterwarnings("ignore")
random = numpy.random.default_rng(1)
rows = random.normal(size=(60, 3)) * [1, 50, 0.1] + [0, 1000, -2]
classes = (rows[:, 0] > 0).astype(int) + (rows[:, 1] > 1010)
targets = numpy.stack([300 + 40 * rows[:, 0], rows[:, 1] * rows[:, 2]], axis=1)
settings = {"hidden_layer_sizes": (4,), "max_iter": 15, "random_state": 1}
models = {
    "classes": make_pipeline(StandardScaler(), MLPClassifier(**settings)).fit(rows, classes),
    "two-classes": make_pipeline(MinMaxScaler((-1, 2)), MLPClassifier(activation="tanh", **settings)).fit(rows, classes > 0),
    "regression": make_pipeline(RobustScaler(), "passthrough", MaxAbsScaler(), MLPRegressor(activation="logistic", **settings)).fit(rows, targets),
    "targets": TransformedTargetRegressor(
        make_pipeline(StandardScaler(with_mean=False), MLPRegressor(activation="identity", **settings)), transformer=StandardScaler()).fit(rows, targets),
}
for name, model in models.items():
    here = pathlib.Path(__file__).parent
    (here / f"{name}.json").write_text(json.dumps(model, default=plain))
    outputs = model.predict_proba(rows[:5])[:, -1 if name == "two-classes" else slice(None)] if "classes" in name else model.predict(rows[:5])
    (here / f"{name}.outputs.json").write_text(json.dumps({"rows": rows[:5].ravel().tolist(), "outputs": outputs.ravel().tolist()}))
