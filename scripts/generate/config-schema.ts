import type { RuleInfo } from '../../src/lint/rule.ts';

/** JSON Schema of `.gantry.yaml`. */
export function configSchema(rules: readonly RuleInfo[]): string {
  const severity = { enum: ['off', 'hint', 'info', 'warning', 'error'] };
  const setting = {
    anyOf: [
      severity,
      { type: 'object', properties: { severity, options: { type: 'object' } }, additionalProperties: false },
    ],
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Gantry settings of a workspace',
    type: 'object',
    properties: {
      rules: {
        description: 'Severity by rule id; ids of hadolint, kube-linter and the other peers work, too.',
        type: 'object',
        properties: Object.fromEntries(rules.map(({ id, title }) => [id, { description: title, ...setting }])),
        additionalProperties: setting,
      },
      ignore: {
        description: 'Globs of files that are not checked, relative to this file.',
        type: 'array',
        items: { type: 'string' },
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
