import type { Entry, Field } from '../../model.ts';

/** A key as the scalar that it is. */
export function keyField({ key, keyRange }: Entry): Field {
  return { kind: 'scalar', value: key, ...keyRange };
}
