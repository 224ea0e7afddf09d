"""Holds each NAME.onnx of a folder to ONNX's own checker; prints {"version", "outputs": {NAME: [] or what is wrong}}."""
import json
import pathlib
import sys

try:
    import onnx
except ImportError as missing:
    sys.exit(f"not installed: {missing}")


def check(path):
    try:
        onnx.checker.check_model(str(path), full_check=True)
        onnx.shape_inference.infer_shapes(onnx.load(str(path)), check_type=True, strict_mode=True, data_prop=True)
        return []
    except Exception as problem:
        return str(problem)


print(json.dumps({
    "version": onnx.__version__,
    "outputs": {path.stem: check(path) for path in pathlib.Path(sys.argv[1]).glob("*.onnx")},
}))
