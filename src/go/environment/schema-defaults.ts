import { questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { valueAt } from '../modules/settings-files.ts';
import { embeddedDocument } from '../values/embedded-documents.ts';

/** Loads a configuration that a JSON schema describes, and fills what nobody sets with the schema's defaults. */
const LOADER = 'github.com/ory/x/configx.New';
const NO_SCHEMAS: readonly unknown[] = [];
/** References in references: a schema may describe a tree by itself. */
const MOST_REFERENCES = 8;

/** What the schema that the program embeds says of a key that nobody sets; null where it says nothing. */
export function schemaDefault(code: LinkedCode, key: string): string | null {
  const [only, ...others] = code.once(schemasOf, NO_SCHEMAS);
  if (only === undefined || others.length > 0) return null;
  let described: unknown = only;
  for (const part of key.split('.')) described = valueAt(resolved(only, described), ['properties', part]);
  const value = valueAt(described, ['default']) ?? valueAt(resolved(only, described), ['default']);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}

function schemasOf(code: LinkedCode): readonly unknown[] {
  return code.calls('New').flatMap(({ expression: { callee, args }, site }) => {
    const schema = calleeName(code, callee, site) === LOADER ? embeddedDocument(args[1], questionAt(code, site)) : null;
    return schema === null ? [] : [schema];
  });
}

/** The part of the schema that `{"$ref": "#/definitions/port"}` names. */
function resolved(schema: unknown, described: unknown): unknown {
  let found = described;
  for (let step = 0; step < MOST_REFERENCES; step++) {
    const reference = valueAt(found, ['$ref']);
    if (typeof reference !== 'string' || !reference.startsWith('#/')) break;
    found = valueAt(schema, reference.slice(2).split('/'));
  }
  return found;
}
