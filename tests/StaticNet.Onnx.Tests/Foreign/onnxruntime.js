// Evaluates each NAME.onnx of a folder on NAME.json; prints {"version", "outputs": {NAME: values or what is wrong}}.
const fs = require("fs");
const path = require("path");

let runtime;
try {
    runtime = require("onnxruntime-node");
} catch (missing) {
    console.error(`not installed: ${missing.message.split("\n")[0]}`);
    process.exit(1);
}

async function run(file) {
    const sample = JSON.parse(fs.readFileSync(file.replace(/onnx$/, "json")));
    try {
        const session = await runtime.InferenceSession.create(file);
        const input = new runtime.Tensor("float32", Float32Array.from(sample.input), sample.shape);
        return Array.from((await session.run({ input })).output.data);
    } catch (problem) {
        return problem.message;
    }
}

(async () => {
    const outputs = {};
    for (const name of fs.readdirSync(process.argv[2]).filter(name => name.endsWith(".onnx"))) {
        outputs[path.parse(name).name] = await run(path.join(process.argv[2], name));
    }
    console.log(JSON.stringify({ version: runtime.env.versions.node, outputs }));
})();
