import type { PackedDescriptions, PackedSchemas, PackedType } from './packed.ts';
import type { Schema, StructureSchema } from './schema.ts';

/** Schemas of one Kubernetes version, made of the packed ones as they are asked for. */
export interface Unpacked {
  /** The schema of a reference; undefined where it does not hold in this version. */
  readonly schema: (reference: string) => Schema | undefined;
}

const SIMPLE: Readonly<Record<string, Schema>> = {
  s: { kind: 'text', nullable: true },
  i: { kind: 'int32', nullable: true },
  l: { kind: 'int64', nullable: true },
  n: { kind: 'number', nullable: true },
  b: { kind: 'boolean', nullable: true },
  x: { kind: 'int-or-text', nullable: true },
  q: { kind: 'quantity', nullable: true },
  t: { kind: 'time', nullable: true },
  y: { kind: 'base64', nullable: true },
  a: { kind: 'any', nullable: true },
};

export function unpack(packed: PackedSchemas, minor: number, descriptions?: PackedDescriptions): Unpacked {
  const structures = new Map<number, StructureSchema>();
  const others = new Map<string, Schema>();
  return { schema };

  function schema(reference: string): Schema | undefined {
    const at = reference.lastIndexOf('@');
    if (at < 0) return plain(reference);
    return holds(reference.slice(at + 1), minor) ? plain(reference.slice(0, at)) : undefined;
  }

  function plain(text: string): Schema {
    const simple = SIMPLE[text];
    if (simple) return simple;
    if (text[0] === '#') return structure(Number(text.slice(1)));
    const known = others.get(text);
    if (known) return known;
    const made = compound(text);
    others.set(text, made);
    return made;
  }

  function compound(text: string): Schema {
    const rest = text.slice(1);
    if (text[0] === '[') return { kind: 'list', nullable: true, items: plain(rest) };
    if (text[0] === '{') return { kind: 'map', nullable: true, values: plain(rest) };
    return { kind: 'text', nullable: true, values: packed.values[Number(rest)] ?? [] };
  }

  function structure(place: number): StructureSchema {
    const known = structures.get(place);
    if (known) return known;
    const type = packed.types[place] ?? {};
    let properties: ReadonlyMap<string, Schema> | undefined;
    const made: StructureSchema = {
      kind: 'structure',
      nullable: true,
      get properties() {
        return (properties ??= propertiesOf(type, descriptions?.[place]));
      },
      required: (type.r ?? []).flatMap((one) => {
        const at = one.indexOf('@');
        if (at < 0) return [one];
        return holds(one.slice(at + 1), minor) ? [one.slice(0, at)] : [];
      }),
      open: type.o === 1,
      ...described(descriptions?.[place]?.['']),
    };
    structures.set(place, made);
    return made;
  }

  function propertiesOf({ p = {} }: PackedType, told: Readonly<Record<string, string>> | undefined) {
    const found = new Map<string, Schema>();
    for (const [name, references] of Object.entries(p)) {
      for (const reference of typeof references === 'string' ? [references] : references) {
        const one = schema(reference);
        if (one) found.set(name, told?.[name] === undefined ? one : withDescription(one, told[name]));
      }
    }
    return found;
  }
}

/** The same with prose of its own; structures stay lazy. */
function withDescription(schema: Schema, description: string): Schema {
  return Object.create(schema, { description: { value: description, enumerable: true } }) as Schema;
}

function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}

/** Whether `29-34` holds in a version; both ends can be open. */
export function holds(range: string, minor: number): boolean {
  const [from = '', to = ''] = range.split('-');
  return minor >= Number(from) && (to === '' || minor <= Number(to));
}
