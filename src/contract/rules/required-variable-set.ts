import type { EnvVariable, Program } from '../../go/project.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { emptySettings } from '../variables/empty-settings.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Fault, sideIn } from '../fault.ts';
import { isByVariables } from '../variables/given-by-variables.ts';
import { argumentsOf, isRunDirectly, runsCommand, runsWhatIsKnown } from '../images/run-directly.ts';
import { LOADERS, mayHoldEnvFile } from '../variables/loaded-variables.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { settingVariable } from '../variables/set-variable.ts';
import { unreadIn } from '../variables/unread-variables.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc main() {\n\tif _, ok := os.LookupEnv("REGION"); !ok {\n\t\tlog.Fatal("REGION is not set")\n\t}\n}\n',
};

export const requiredVariableSet: ContractRule = {
  id: 'required-variable-set',
  title: 'Set the variables without which the program does not start',
  severity: 'error',
  aliases: [],
  why: 'The source ends the program, or gives up with an error, where one of these variables is not set. The container then restarts again and again. What `env`, `envFrom`, ConfigMaps, Secrets and the image set counts; where one of them cannot be seen, nothing is said.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env:\n  - name: TZ\n    value: UTC').replace('- name: shop', '- name: «shop»'),
      good: deploymentOf('env:\n  - name: TZ\n    value: UTC\n  - name: REGION\n    value: ""'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { program, facts } = container;
    if (!program) return;
    const isServing = runsWhatIsKnown(container, program);
    if (!isRunDirectly(container) || loadsFile(container, program)) return;
    const args = argumentsOf(container) ?? (container.image ? null : []);
    if (args === null) return;
    // Set under a name that is one slip away, it is reported there.
    const misspelt = new Set([...unreadIn(container, contract)].map(({ wanted }) => wanted?.name));
    for (const variable of program.env) {
      if (misspelt.has(variable.name)) continue;
      const { name, required, demandedBy, certainty, orElse } = variable;
      const isDemanded = isServing
        ? required === true
        : demandedBy?.some((words) => runsCommand(container, words)) === true;
      if (!isDemanded || certainty !== 'known' || !isByVariables(variable, args, program)) continue;
      if (orElse !== undefined && container.env(orElse) !== undefined) continue;
      yield* leftEmpty(container, variable, program, contract);
      if (container.env(name) !== undefined) continue;
      yield {
        sides: [
          { file: facts.file, ...facts.at, message: ['`{0}` does not start without `{1}`', program.name, name] },
          sideIn(variable, notSet(variable, container)),
        ],
        repairs: settingVariable(container, variable, contract),
      };
    }
  },
};

/** Where the program wants a text: an empty one is as good as none. */
function* leftEmpty(
  container: ContractContainer,
  variable: EnvVariable,
  program: Program,
  contract: Contract,
): Iterable<Fault> {
  const { name, mustBeFilled } = variable;
  if (!mustBeFilled) return;
  for (const { file, start, end } of emptySettings(container, name, contract)) {
    yield {
      sides: [{ file, start, end, message: ['`{0}` does not start while `{1}` is empty', program.name, name] }],
      related: [inSource(variable, ['reads `{0}` here', name])],
    };
  }
}

function notSet({ name }: EnvVariable, { facts: { workload, name: container } }: ContractContainer) {
  return ['Container `{0}` of {1} `{2}` does not set `{3}`', container, workload.kind, workload.name, name] as const;
}

/** Whether a file that is in the image or mounted may set variables: `.env`. */
function loadsFile({ facts, image }: ContractContainer, { libraries }: Program): boolean {
  if (!libraries.some((library) => LOADERS.test(library))) return false;
  return !image || at(facts.container.field, 'volumeMounts') !== undefined || mayHoldEnvFile(image.dockerfile);
}
