/**
 * The few lines of protocol buffers' wire format that BuildKit's progress and session need.
 * Doing it here loads no schema files at run time, so that the bundles need none beside them.
 * https://protobuf.dev/programming-guides/encoding/
 */
export type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

/** Fields by number, each with its values in order; stops quietly where the bytes are cut off. */
export function decodeFields(bytes: Uint8Array): Fields {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let offset = 0;
  while (offset < bytes.length) {
    const key = readVarint(bytes, offset);
    if (key === undefined) break;
    offset = key.end;
    const value = readValue(bytes, offset, Number(key.value & 7n));
    if (value === undefined) break;
    offset = value.end;
    const number = Number(key.value >> 3n);
    const values = fields.get(number) ?? [];
    values.push(value.value);
    fields.set(number, values);
  }
  return fields;
}

export function text(fields: Fields, number: number): string {
  const value = fields.get(number)?.at(-1);
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
}

export function bytesOf(fields: Fields, number: number): Uint8Array | undefined {
  const value = fields.get(number)?.at(-1);
  return value instanceof Uint8Array ? value : undefined;
}

export function integer(fields: Fields, number: number): number {
  const value = fields.get(number)?.at(-1);
  return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0;
}

/** The messages of a repeated field. */
export function messages(fields: Fields, number: number): Fields[] {
  return (fields.get(number) ?? []).filter((value) => value instanceof Uint8Array).map(decodeFields);
}

/** A message of these fields in order; 0 and empty text, which mean absence, are left out. Numbers are whole and at least 0. */
export function encodeFields(
  fields: readonly (readonly [number: number, value: number | bigint | string | Uint8Array])[],
): Buffer {
  return Buffer.concat(fields.flatMap(([number, value]) => encodeField(number, value)));
}

function encodeField(number: number, value: number | bigint | string | Uint8Array): Uint8Array[] {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return BigInt(value) === 0n ? [] : [varint(BigInt(number << 3)), varint(BigInt(value))];
  }
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  if (typeof value === 'string' && value === '') return [];
  return [varint(BigInt((number << 3) | 2)), varint(BigInt(content.length)), content];
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

interface Read<Value> {
  readonly value: Value;
  readonly end: number;
}

function readVarint(bytes: Uint8Array, start: number): Read<bigint> | undefined {
  let value = 0n;
  for (let offset = start; offset < Math.min(bytes.length, start + 10); offset++) {
    const byte = bytes[offset] ?? 0;
    value |= BigInt(byte & 127) << BigInt(7 * (offset - start));
    if (byte < 128) return { value, end: offset + 1 };
  }
  return undefined;
}

function readValue(bytes: Uint8Array, start: number, wireType: number): Read<bigint | Uint8Array> | undefined {
  if (wireType === 0) return readVarint(bytes, start);
  if (wireType === 2) {
    const length = readVarint(bytes, start);
    return length && slice(bytes, length.end, Number(length.value));
  }
  if (wireType === 1) return slice(bytes, start, 8);
  return wireType === 5 ? slice(bytes, start, 4) : undefined;
}

function slice(bytes: Uint8Array, start: number, length: number): Read<Uint8Array> | undefined {
  const end = start + length;
  return end <= bytes.length ? { value: bytes.subarray(start, end), end } : undefined;
}
