import protobuf from 'protobufjs';

/** The messages of the ONNX format (onnx/onnx.proto, IR version 8) that a feed-forward float graph needs. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Model { int64 ir_version = 1; string producer_name = 2; string doc_string = 6; Graph graph = 7; repeated OperatorSet opset_import = 8; }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated Value input = 11; repeated Value output = 12; }
  message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated int64 ints = 8; int32 type = 20; }
  message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
  message Value { string name = 1; ValueType type = 2; }
  message ValueType { TensorType tensor_type = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
`, { keepCase: true });

const FLOAT = 1;
const INT64 = 7;
const OPSET = 18;
const IR_VERSION = 8;
/** AttributeProto.AttributeType. */
const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 } as const;

type AttributeValue = number | string | readonly number[];
/** A size, or the name of one that the caller chooses. */
type Dimension = number | string;

function attribute(name: string, value: AttributeValue) {
  if (typeof value === 'number') return Number.isInteger(value) ? { name, i: value, type: ATTRIBUTE.int } : { name, f: value, type: ATTRIBUTE.float };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: ATTRIBUTE.string };
  return { name, ints: [...value], type: ATTRIBUTE.ints };
}

function value(name: string, shape: readonly Dimension[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: FLOAT, shape: { dim } } } };
}

/** Bytes in the file's order, which is little-endian on every machine. */
function littleEndian(count: number, width: number, write: (view: DataView, offset: number, index: number) => void): Uint8Array {
  const bytes = new Uint8Array(count * width);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) write(view, i * width, i);
  return bytes;
}

/** Writes an ONNX graph of float32 tensors, one node at a time. */
export class OnnxGraph {
  private readonly nodes: object[] = [];
  private readonly initializers: object[] = [];

  constructor(
    private readonly name: string,
    private readonly documentation: string,
  ) {}

  /** A constant float32 tensor; returns its name. */
  constant(name: string, dims: readonly number[], values: Float32Array): string {
    const raw_data = littleEndian(values.length, 4, (view, offset, i) => { view.setFloat32(offset, values[i] ?? NaN, true); });
    this.initializers.push({ name, dims: [...dims], data_type: FLOAT, raw_data });
    return name;
  }

  /** A constant list of integers; returns its name. */
  integers(name: string, values: readonly number[]): string {
    const raw_data = littleEndian(values.length, 8, (view, offset, i) => { view.setBigInt64(offset, BigInt(values[i] ?? 0), true); });
    this.initializers.push({ name, dims: [values.length], data_type: INT64, raw_data });
    return name;
  }

  /** A node of one output, which is named like the node; an input named '' is left out. Returns the output's name. */
  node(op_type: string, name: string, input: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}): string {
    this.nodes.push({ op_type, name, input: [...input], output: [name], attribute: Object.entries(attributes).map(([key, each]) => attribute(key, each)) });
    return name;
  }

  /** The file of the graph with these inputs and outputs. */
  encode(inputs: Readonly<Record<string, readonly Dimension[]>>, outputs: Readonly<Record<string, readonly Dimension[]>>): Uint8Array {
    const values = (shapes: typeof inputs) => Object.entries(shapes).map(([name, shape]) => value(name, shape));
    const Model = root.lookupType('Model');
    const model = Model.fromObject({
      ir_version: IR_VERSION,
      producer_name: 'synfer-studio',
      doc_string: this.documentation,
      graph: { name: this.name, node: this.nodes, initializer: this.initializers, input: values(inputs), output: values(outputs) },
      opset_import: [{ domain: '', version: OPSET }],
    });
    return Model.encode(model).finish();
  }
}
