import type { PackedSchemas, PackedType } from '../../src/kubernetes/schema/packed.ts';

/** Collects types; equal ones get one place. */
export interface Packer {
  /** The place of a type that may be written down later: types refer to each other in circles. */
  readonly reserve: () => number;
  readonly fill: (place: number, type: PackedType) => void;
  /** A reference to a type. */
  readonly add: (type: PackedType) => string;
  /** A reference to a text of one of these values. */
  readonly values: (values: readonly string[]) => string;
  readonly result: () => Pick<PackedSchemas, 'types' | 'values'>;
}

export function createPacker(): Packer {
  const types: PackedType[] = [];
  const places = new Map<string, number>();
  const values: (readonly string[])[] = [];
  const valuePlaces = new Map<string, number>();
  return {
    reserve: () => types.push({}) - 1,
    fill: (place, type) => (types[place] = type),
    add(type) {
      const key = JSON.stringify(type);
      const place = places.get(key) ?? types.push(type) - 1;
      places.set(key, place);
      return `#${String(place)}`;
    },
    values(list) {
      const key = JSON.stringify(list);
      const place = valuePlaces.get(key) ?? values.push(list) - 1;
      valuePlaces.set(key, place);
      return `e${String(place)}`;
    },
    result: () => ({ types, values }),
  };
}
