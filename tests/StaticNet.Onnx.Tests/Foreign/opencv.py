"""Evaluates each NAME.onnx of a folder on NAME.json; prints {"version", "outputs": {NAME: values or what is wrong}}."""
import json
import pathlib
import sys

try:
    import cv2
    import numpy
except ImportError as missing:
    sys.exit(f"not installed: {missing}")


def run(path):
    sample = json.loads(path.with_suffix(".json").read_text())
    try:
        network = cv2.dnn.readNetFromONNX(str(path))
        network.setInput(numpy.array(sample["input"], numpy.float32).reshape(sample["shape"]))
        return network.forward().astype(float).ravel().tolist()
    except cv2.error as problem:
        return str(problem)


print(json.dumps({
    "version": cv2.__version__,
    "outputs": {path.stem: run(path) for path in pathlib.Path(sys.argv[1]).glob("*.onnx")},
}))
