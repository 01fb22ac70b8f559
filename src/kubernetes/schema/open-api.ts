import type { Schema, StructureSchema } from './schema.ts';

/** A structural schema as CustomResourceDefinitions have it. What is there may be anything: users write it. */
export interface OpenApi {
  readonly description?: unknown;
  readonly type?: unknown;
  readonly format?: unknown;
  readonly properties?: Readonly<Record<string, OpenApi>> | null;
  readonly items?: OpenApi;
  readonly additionalProperties?: OpenApi | boolean;
  readonly required?: unknown;
  readonly enum?: unknown;
  readonly default?: unknown;
  readonly nullable?: unknown;
  readonly pattern?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly exclusiveMinimum?: unknown;
  readonly exclusiveMaximum?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
  readonly minItems?: unknown;
  readonly maxItems?: unknown;
  readonly 'x-kubernetes-int-or-string'?: unknown;
  readonly 'x-kubernetes-preserve-unknown-fields'?: unknown;
  readonly 'x-kubernetes-embedded-resource'?: unknown;
}

const TEXT: Schema = { kind: 'text', nullable: true };
const ANY: Schema = { kind: 'any', nullable: true };

/** The metadata of any object, so far as CRDs leave it to the API server. */
const METADATA: Schema = {
  kind: 'structure',
  nullable: true,
  open: false,
  required: [],
  properties: new Map<string, Schema>([
    ...['name', 'generateName', 'namespace', 'resourceVersion', 'selfLink', 'uid', 'clusterName'].map(
      (name) => [name, TEXT] as const,
    ),
    ['labels', { kind: 'map', nullable: true, values: TEXT }],
    ['annotations', { kind: 'map', nullable: true, values: TEXT }],
    ['finalizers', { kind: 'list', nullable: true, items: TEXT }],
    ['creationTimestamp', { kind: 'time', nullable: true }],
    ['deletionTimestamp', { kind: 'time', nullable: true }],
    ['generation', { kind: 'int64', nullable: true }],
    ['deletionGracePeriodSeconds', { kind: 'int64', nullable: true }],
    ['ownerReferences', ANY],
    ['managedFields', ANY],
  ]),
};

/**
 * `root`: a whole object, to which apiVersion, kind and metadata belong though no CRD says so. `isField`: it stands below a key,
 * so the API server drops null there before it checks the rest.
 */
export function fromOpenApi(schema: OpenApi | undefined, root = false, isField = false): Schema {
  if (typeof schema !== 'object' || (schema as OpenApi | null) === null) return ANY;
  const common = {
    nullable: isField || schema.nullable === true || schema.default !== undefined,
    ...(typeof schema.description === 'string' ? { description: schema.description } : {}),
    ...(schema.default === undefined ? {} : { hasDefault: true }),
  };
  if (schema['x-kubernetes-int-or-string'] === true) return { kind: 'int-or-text', ...common };
  switch (schema.type) {
    case 'object':
      return object(schema, common, root);
    case 'array':
      return {
        kind: 'list',
        ...common,
        items: fromOpenApi(schema.items),
        ...bound('fewest', schema.minItems),
        ...bound('most', schema.maxItems),
      };
    case 'string':
      return {
        kind: 'text',
        ...common,
        ...valuesOf(schema),
        ...patternOf(schema),
        ...bound('shortest', schema.minLength),
        ...bound('longest', schema.maxLength),
      };
    case 'integer':
    case 'number':
      return {
        kind: schema.type === 'number' ? 'number' : schema.format === 'int32' ? 'int32' : 'int64',
        ...common,
        ...(schema.exclusiveMinimum === true ? {} : bound('minimum', schema.minimum)),
        ...(schema.exclusiveMaximum === true ? {} : bound('maximum', schema.maximum)),
        ...numbersOf(schema),
      };
    case 'boolean':
      return { kind: 'boolean', ...common };
    default:
      return root ? object(schema, common, root) : { kind: 'any', ...common };
  }
}

function ofField(schema: OpenApi | undefined): Schema {
  return fromOpenApi(schema, false, true);
}

function object(schema: OpenApi, common: { nullable: boolean; description?: string }, root: boolean): Schema {
  if (typeof schema.additionalProperties === 'object')
    return { kind: 'map', ...common, values: ofField(schema.additionalProperties) };
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
  const whole = root || schema['x-kubernetes-embedded-resource'] === true;
  let properties: ReadonlyMap<string, Schema> | undefined;
  const made: StructureSchema = {
    kind: 'structure',
    ...common,
    open,
    required: requiredOf(schema, root),
    get properties() {
      return (properties ??= new Map([
        ...Object.entries(schema.properties ?? {}).map(([name, one]) => [name, ofField(one)] as const),
        ...(whole
          ? ([
              ['apiVersion', TEXT],
              ['kind', TEXT],
              ['metadata', METADATA],
            ] as const)
          : []),
      ]));
    },
  };
  return made;
}

/** What has a default is never missing; the state is not the user's to write. */
function requiredOf({ required, properties }: OpenApi, root: boolean): string[] {
  if (!Array.isArray(required)) return [];
  return required.filter(
    (name): name is string =>
      typeof name === 'string' && properties?.[name]?.default === undefined && !(root && name === 'status'),
  );
}

function valuesOf({ enum: values }: OpenApi): { values?: readonly string[] } {
  if (!Array.isArray(values) || values.length === 0) return {};
  return { values: values.filter((value) => typeof value === 'string') };
}

function numbersOf({ enum: values }: OpenApi): { values?: readonly number[] } {
  if (!Array.isArray(values) || values.length === 0) return {};
  return { values: values.filter((value) => typeof value === 'number') };
}

/** The API server's patterns are RE2's, which is mostly what JavaScript reads; what is not, is not looked at. */
function patternOf({ pattern }: OpenApi): { pattern?: RegExp } {
  // Repetition of repetitions can take forever here, where RE2 cannot.
  if (typeof pattern !== 'string' || pattern.length > 500 || /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(pattern))
    return {};
  try {
    return { pattern: new RegExp(pattern, 'u') };
  } catch {
    return {};
  }
}

function bound<Name extends string>(name: Name, value: unknown): Partial<Record<Name, number>> {
  return typeof value === 'number' ? ({ [name]: value } as Partial<Record<Name, number>>) : {};
}
