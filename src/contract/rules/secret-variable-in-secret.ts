import { finalStage } from '../../dockerfile/stages/final.ts';
import { isSecretName, isSecretValue } from '../../dockerfile/secret-name.ts';
import type { EnvVariable, Program } from '../../go/project.ts';
import { appendItem, removeField } from '../../kubernetes/edit.ts';
import { isRealConfigSecret, isRealEnvSecret } from '../../kubernetes/secrets/secret-values.ts';
import { isPlaceholder } from '../../kubernetes/secrets/secret-words.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { secretFor } from '../variables/set-variable.ts';
import { takersIn } from '../takers.ts';
import { keyPlacesOf, placesOf, type VariablePlace } from '../variables/variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "os"\n\nfunc main() {\n\tprintln(len(os.Getenv("MYSQL_DSN")))\n}\n',
};
const VALUE = 'app:correct-horse@tcp(db:3306)/shop';

export const secretVariableInSecret: ContractRule = {
  id: 'secret-variable-in-secret',
  title: 'Keep the variables that the program takes for secrets in Secrets',
  severity: 'warning',
  aliases: [],
  why: 'The source says what a variable is for, and so whether its value opens something. ConfigMaps, manifests and images are read by many more people than Secrets. This rule adds what names and values alone do not show to `no-secret-in-config`, `no-secret-in-env` and `no-secrets-in-variables`; values that only stand for others are left alone.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf(`env:\n  - name: MYSQL_DSN\n    value: «${VALUE}»`),
      good: deploymentOf('env:\n  - name: MYSQL_DSN\n    valueFrom: { secretKeyRef: { name: shop, key: MYSQL_DSN } }'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { program, environment } = container;
    if (!program) return;
    for (const variable of program.env) {
      if (!variable.secret) continue;
      const shadowed = environment.shadowed.filter(({ name }) => name === variable.name);
      const own = environment.variables.get(variable.name);
      const set = [...(own ? [own] : []), ...shadowed].filter(({ from }) => from !== 'secret');
      for (const place of set.flatMap((one) => [...placesOf(one, container), ...keyPlacesOf(one)])) {
        if (place.text === null || !isSecret(variable, place.text)) continue;
        if (isSeenAlone(place, contract) && isReported(variable.name, place)) continue;
        if (isNameOfSecret(variable, place.text, program, contract)) continue;
        yield fault(place, variable, program, repairsOf(place, variable.name, container, contract));
      }
      // Whatever a manifest sets in its place, it stays in the image.
      yield* inImage(container, variable, program);
    }
  },
};

function fault(
  { file, value }: Pick<VariablePlace, 'file' | 'value'>,
  variable: EnvVariable,
  program: Program,
  repairs: Repair[],
): Fault {
  return {
    sides: [{ file, ...value, message: ['`{0}` takes `{1}` for a secret', program.name, variable.name] }],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    repairs,
  };
}

/** Whether a value opens something, given that the variable is one that may. */
function isSecret({ name }: EnvVariable, text: string): boolean {
  if (text.includes('$(') || text.includes('\n') || text.length > 4000) return false;
  const [, inAddress = ''] = /^[^\s:/@]+:([^\s@]+)@/.exec(text) ?? /(?:^|\s)password=(\S+)/.exec(text) ?? [];
  if (inAddress !== '') return !isPlaceholder(inAddress);
  // Addresses hold a secret only with a word in them, which is reported by its form.
  if (/(?:^|_)(?:URL|URI|DSN|STRING|HOST|ADDR(?:ESS)?)$/i.test(name) || /[\s/]|^[\w.-]+:\d+$/.test(text)) return false;
  return NAMES_SECRET.test(name) && !isPlaceholder(text);
}

/** `OPERATOR_SECRET=operator`: of a program that asks the API server, or that of a Secret which is here. */
function isNameOfSecret({ name }: EnvVariable, text: string, program: Program, { workspace }: Contract): boolean {
  if (!/SECRETS?$/i.test(name) || !/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(text)) return false;
  return program.kubernetes !== null || workspace.named('Secret', text).length > 0;
}

/** `TOKEN_PROVIDER` is about tokens, and no token. */
const NAMES_SECRET = /(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRETS?|TOKEN|KEY|CREDENTIALS?)$/i;

/** The rules on manifests alone look at no patches, at nothing that generators take, and at no charts. */
function isSeenAlone({ file, object }: VariablePlace, { workspace }: Contract): boolean {
  const isGenerated = object?.manifest.kind === 'Kustomization';
  const isManifest = workspace.file(file) !== undefined && !workspace.isPatch(file);
  return isManifest && !isGenerated && workspace.isByDefault !== true;
}

/** Whether the rules on manifests alone say it. */
function isReported(name: string, { object, text, key }: VariablePlace): boolean {
  return object ? isRealConfigSecret(key ?? name, text ?? '') : isRealEnvSecret(name, text ?? '');
}

function* inImage({ image }: ContractContainer, variable: EnvVariable, program: Program): Iterable<Fault> {
  const set = image ? finalStage(image.dockerfile)?.env.get(variable.name) : undefined;
  if (!image || !set || isSecretName(variable.name)) return;
  // `ARG X` and `ENV X=$X`: whatever the build is given stays in the image.
  const written = image.dockerfile.text.slice(set.range.start, set.range.end);
  if ((set.value ?? '') === '' && new RegExp(`\\$\\{?${variable.name}\\b`).test(written)) {
    yield fault({ file: image.file, value: set.range }, variable, program, []);
  }
  if (set.value === undefined || set.value === '' || isSecretValue(set.value)) return;
  if (isSecret(variable, set.value)) yield fault({ file: image.file, value: set.range }, variable, program, []);
}

/** From the container's list, or from a ConfigMap that nothing else takes, into a reference to a Secret. */
function repairsOf(place: VariablePlace, name: string, container: ContractContainer, contract: Contract): Repair[] {
  const { facts } = container;
  const secret = secretFor(container, name, contract);
  const title = ['Take `{0}` from Secret `{1}`', name, secret.name] as const;
  const valueFrom = { secretKeyRef: secret };
  const { text } = facts.object.file;
  if (!place.object) {
    const edit = place.replaceEntry?.(`valueFrom: { secretKeyRef: { name: ${secret.name}, key: ${secret.key} } }`);
    return edit ? [{ title, changes: [{ file: place.file, edits: [edit] }] }] : [];
  }
  const { manifest, file } = place.object;
  const takers = takersIn(place.object, contract);
  if (manifest.kind !== 'ConfigMap' || takers?.containers.length !== 1 || takers.single.size > 0) return [];
  const removed = removeField(file.text, manifest.root, ['data', place.key ?? name]);
  const added = appendItem(text, facts.container.field, ['env'], { name, valueFrom });
  if (!removed || !added) return [];
  const changes =
    facts.file === place.file
      ? [{ file: place.file, edits: [removed, added] }]
      : [
          { file: place.file, edits: [removed] },
          { file: facts.file, edits: [added] },
        ];
  return [{ title, changes }];
}
