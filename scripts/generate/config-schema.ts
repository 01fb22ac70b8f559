import type { CONFIG_KEYS } from '../../src/config/gantry-config.ts';
import { IMAGE_RUNTIMES } from '../../src/config/image-settings.ts';
import { LABEL_TYPES } from '../../src/config/label-schema.ts';
import { PROFILES } from '../../src/config/profiles.ts';
import type { RuleInfo } from '../../src/lint/rule.ts';

/** JSON Schema of `.gantry.yaml`. */
export function configSchema(rules: readonly RuleInfo[]): string {
  const severity = {
    description: 'on: as the rule says, also where it is off by default.',
    enum: ['off', 'on', 'hint', 'info', 'warning', 'error'],
  };
  const setting = {
    anyOf: [
      severity,
      { type: 'object', properties: { severity, options: { type: 'object' } }, additionalProperties: false },
    ],
  };
  const ruleMap = { type: 'object', additionalProperties: { $ref: '#/definitions/setting' } };
  const texts = { type: 'array', items: { type: 'string' } };
  const profile = { anyOf: [{ enum: Object.keys(PROFILES) }, { type: 'string' }] };
  const properties: Record<(typeof CONFIG_KEYS)[number], object> = {
    extends: {
      description: 'A file of this machine, relative to this one, or several: what this file says wins over them.',
      anyOf: [{ type: 'string' }, texts],
    },
    profile: {
      description:
        'recommended (default); strict: also the rules that are off by default; quiet: only errors and warnings; baseline, restricted: only what the Pod Security Standards refuse at that level, and errors; or one of `profiles`.',
      ...profile,
    },
    rules: {
      description:
        'Severity by rule id. Ids of hadolint, kube-linter and the other peers work, too, and set only what carries them.',
      ...ruleMap,
      properties: Object.fromEntries(
        rules.map(({ id, title }) => [id, { description: title, $ref: '#/definitions/setting' }]),
      ),
    },
    profiles: {
      description: 'Profiles of your own, by name.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { extends: profile, rules: ruleMap },
        additionalProperties: false,
      },
    },
    paths: {
      description: 'What is different in some files, by glob relative to this file; the later entry wins.',
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { profile, rules: ruleMap },
        additionalProperties: false,
      },
    },
    ignore: { description: 'Globs of files that are not checked, relative to this file.', ...texts },
    registries: {
      description: 'Registries that images may come from: `ghcr.io`, `*.example.com`, `ghcr.io/acme`.',
      anyOf: [texts, { type: 'object', properties: { trusted: texts } }],
    },
    labels: {
      description: 'Labels that every image must have, and the types of their values; strict: no others.',
      type: 'object',
      properties: {
        schema: { type: 'object', additionalProperties: { enum: LABEL_TYPES } },
        strict: { type: 'boolean' },
      },
      additionalProperties: false,
    },
    images: {
      description: 'Where the base images of generated Dockerfiles come from.',
      type: 'object',
      properties: {
        mirrors: {
          description:
            'Mirrors by registry or repository: `docker.io: mirror.example.com/hub`; the longest name counts.',
          type: 'object',
          additionalProperties: { type: 'string' },
        },
        digests: {
          description: 'Digests by `name:tag`.',
          type: 'object',
          additionalProperties: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
        },
        pinDigests: {
          description: 'Pin base images by digest: their registries are asked when the files are written.',
          type: 'boolean',
        },
        go: {
          description: 'The image that builds; `{version}` stands for the Go that go.mod asks for.',
          type: 'string',
        },
        node: { description: 'The image that builds front ends.', type: 'string' },
        runtimes: {
          description: 'What the program runs on, by the runtime that it stands for.',
          type: 'object',
          properties: Object.fromEntries(IMAGE_RUNTIMES.map((runtime) => [runtime, { type: 'string' }])),
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    kubernetesVersion: {
      description:
        'The Kubernetes that the manifests are for, such as "1.36"; else that of the current cluster, else the newest that is known.',
      anyOf: [{ type: 'string', pattern: '^v?1\\.\\d+(\\.\\d+)?$' }, { type: 'number' }],
    },
    matches: {
      description:
        'Which program a container runs, where names do not tell: `Deployment/shop/app: cmd/api`; `Deployment/shop` and names of images are understood, too, and `none` for a program from elsewhere.',
      type: 'object',
      additionalProperties: { description: 'Folder or name of the program, or `none`.', type: 'string' },
    },
    customRules: {
      description: 'Rules of your own about Kubernetes objects, as expressions of CEL.',
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'expression'],
        properties: {
          id: { description: 'Small letters, digits and `-`.', type: 'string' },
          kinds: { description: 'Kinds of objects that it is asked about; absent: all.', ...texts },
          expression: { description: 'CEL about `object`; true: the object is fine.', type: 'string' },
          message: { description: 'What is said of an object that breaks it.', type: 'string' },
          severity: { enum: ['error', 'warning', 'info', 'hint'] },
        },
        additionalProperties: false,
      },
    },
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Gantry settings of a workspace',
    type: 'object',
    properties,
    definitions: { setting },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
