import type { Schema } from './schema.ts';

/** JSON Schema of a schema and what it reaches, for the YAML service: completion and hover. */
export function jsonSchemaOf(root: Schema): object {
  const definitions: Record<string, object> = {};
  const names = new Map<Schema, string>();
  const top = of(root);
  return { ...top, definitions };

  function of(schema: Schema): object {
    const { description } = schema;
    return { ...typeOf(schema), ...(description === undefined ? {} : { description }) };
  }

  function typeOf(schema: Schema): object {
    switch (schema.kind) {
      case 'structure':
        return { $ref: `#/definitions/${nameOf(schema)}` };
      case 'map':
        return { type: 'object', additionalProperties: of(schema.values) };
      case 'list':
        return { type: 'array', items: of(schema.items) };
      case 'text':
        return { type: 'string', ...(schema.values ? { enum: schema.values } : {}) };
      case 'time':
      case 'base64':
        return { type: 'string' };
      case 'int32':
      case 'int64':
        return { type: 'integer' };
      case 'number':
      case 'boolean':
        return { type: schema.kind };
      case 'int-or-text':
        return { type: ['string', 'integer'] };
      case 'quantity':
        return { type: ['string', 'number'] };
      case 'any':
        return {};
    }
  }

  /** A structure gets one definition, whatever prose its uses have of their own. */
  function nameOf(schema: Schema & { kind: 'structure' }): string {
    const own = Object.hasOwn(schema, 'kind') ? schema : (Object.getPrototypeOf(schema) as typeof schema);
    const known = names.get(own);
    if (known !== undefined) return known;
    const name = `s${String(names.size)}`;
    names.set(own, name);
    const properties = Object.fromEntries([...own.properties].map(([key, one]) => [key, of(one)]));
    definitions[name] = {
      type: 'object',
      properties,
      ...(own.required.length > 0 ? { required: own.required } : {}),
      additionalProperties: own.open,
    };
    return name;
  }
}
