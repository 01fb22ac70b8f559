import type { Message } from '../../words/message.ts';
import type { Report } from '../../lint/rule.ts';
import { labelSchema, labelsOf } from '../label-schema.ts';
import { isOfType } from '../label-types.ts';
import type { DockerfileRule } from '../subject.ts';

const ALIASES: Readonly<Record<string, string>> = {
  url: 'hadolint:DL3052',
  rfc3339: 'hadolint:DL3053',
  spdx: 'hadolint:DL3054',
  hash: 'hadolint:DL3055',
  semver: 'hadolint:DL3056',
  email: 'hadolint:DL3058',
};

export const labelValues: DockerfileRule = {
  id: 'label-values',
  title: 'Give labels values of the kind that the team agreed on',
  severity: 'warning',
  aliases: ['hadolint:DL3051', ...Object.values(ALIASES)],
  why: 'Tools that read labels (which commit is this, when was it built, where is its documentation) take them at their word. The kind of each label says `labels` in `.gantry.yaml` or `label-schema` in `.hadolint.yaml`: text, url, email, semver, rfc3339 (a time), hash (of git) or spdx (a license). A value that a variable fills is of kind text; without a schema this rule is silent.',
  differs: {
    'hadolint:DL3054':
      'Expressions such as `MIT OR Apache-2.0` pass: they are what OCI’s label `licenses` takes. The list of licenses is newer.',
    'hadolint:DL3055':
      'Hashes of any length that git abbreviates to pass, not only those of 7 digits, and whole ones of SHA-256.',
  },
  exampleOf: 'dockerfile',
  about: ['LABEL'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nLABEL version=«v1.2» url=«""»\nUSER 65532\n',
      good: 'FROM alpine:3.23\nLABEL version=1.2.0 url=https://shop.example.com/\nUSER 65532\n',
      options: { schema: { version: 'semver', url: 'url' } },
    },
    {
      bad: 'FROM alpine:3.23\nLABEL created=«yesterday» license=«"Apache 2"» revision=«main» contact=«ops»\nUSER 65532\n',
      good: 'FROM alpine:3.23\nLABEL created=2026-01-31T12:00:00Z license=Apache-2.0 revision=a1b2c3d contact=ops@example.com\nUSER 65532\n',
      options: { schema: { created: 'rfc3339', license: 'spdx', revision: 'hash', contact: 'email' } },
    },
  ],
  *check({ dockerfile }, options): Iterable<Report> {
    const schema = labelSchema(options);
    if (schema.size === 0) return;
    for (const instruction of dockerfile.instructions) {
      for (const { key, value } of labelsOf(instruction)) {
        const type = schema.get(key.value);
        if (type === undefined) continue;
        const text = value?.value ?? '';
        const wrong = !isOfType(text, type);
        if (text !== '' && !wrong) continue;
        // Of an empty value hadolint speaks twice.
        const aliases = [...(text === '' ? ['hadolint:DL3051'] : []), ...(wrong ? [ALIASES[type] ?? ''] : [])];
        const { start, end } = value && value.end > value.start ? value : key;
        const message: Message =
          text === '' ? ['The label `{0}` is empty', key.value] : sentence(type, key.value, text);
        yield { start, end, message, aliases };
      }
    }
  },
};

function sentence(type: string, label: string, value: string): Message {
  switch (type) {
    case 'url':
      return ['The label `{0}` is no URL: `{1}`', label, value];
    case 'email':
      return ['The label `{0}` is no email address: `{1}`', label, value];
    case 'semver':
      return ['The label `{0}` is no semantic version like 1.2.3: `{1}`', label, value];
    case 'rfc3339':
      return ['The label `{0}` is no time like 2026-01-31T12:00:00Z: `{1}`', label, value];
    case 'hash':
      return ['The label `{0}` is no hash of git: `{1}`', label, value];
    default:
      return ['The label `{0}` is no license of SPDX: `{1}`', label, value];
  }
}
