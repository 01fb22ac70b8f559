import { isScalar, Document, Scalar, visit } from 'yaml';

/** A JSON value whose keys keep the order they were written in. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value | undefined };

/**
 * `value` as a YAML document. Strings that some YAML reader would take for something else (`yes`, `0777`, `1:30`,
 * a date) are quoted: Kubernetes' tools read YAML 1.1, editors 1.2.
 */
export function writeYaml(value: Value): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (!isScalar(node) || typeof node.value !== 'string' || isPlain(node.value)) return;
      node.type = key !== 'key' && isBlock(node.value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

/** Words, paths and quantities that no reader takes for anything but a string. */
function isPlain(text: string): boolean {
  if (/^\d+(?:ms|[smh]|[KMG]iB?)$/.test(text)) return true;
  if (/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)) return false;
  if (/^[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*)+$/.test(text)) return true;
  return /^(?:[A-Za-z/]|\.\.?\/)[\w./-]*(?::[\w./-]+)*$/.test(text);
}

/** Lines of printed characters that a block scalar keeps to the letter. */
function isBlock(text: string): boolean {
  return /^[!-~]/.test(text) && text.endsWith('\n') && !/[^\P{C}\n]|[\p{Zl}\p{Zp}]| \n|\n\n$/u.test(text);
}

/** Several documents of one file. */
export function writeDocuments(values: readonly Value[]): string {
  return values.map(writeYaml).join('---\n');
}
