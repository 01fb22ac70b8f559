import type { EnvVariable } from '../../go/project.ts';
import { rangeOf } from '../../lint/range.ts';
import { changeWord } from '../compose/change-word.ts';
import type { ComposeVariable } from '../compose/compose-service.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { isOnlyFile } from '../compose/only-file.ts';
import type { Composed, Contract } from '../contract.ts';
import type { Fault } from '../fault.ts';
import { isSlip } from '../variables/misspelt.ts';
import { hostByDefault, isServer } from '../network/other-servers.ts';
import { isLoopback } from '../../go/loopback.ts';
import { outboundAddress, shownAddress } from '../network/outbound-address.ts';
import type { Message } from '../../words/message.ts';
import { LOADERS, mayHoldEnvFile } from '../variables/loaded-variables.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { isWithin } from '../images/working-folder.ts';
import { isOfType, likelyValues, wantedMessage } from '../variables/value-type.ts';
import { isByVariables } from '../variables/given-by-variables.ts';
import { isConventional } from '../variables/variable-readers.ts';

const MAIN =
  'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tprintln(os.Getenv("LOG_LEVEL"))\n\t_ = http.ListenAndServe(":8080", nil)\n}\n';

export const composeEnvironment: ContractRule = {
  id: 'compose-environment',
  title: 'Set for a compose service what its program reads',
  severity: 'warning',
  aliases: [],
  why: 'A service that starts on the desk of one person and not of another mostly lacks a variable, or has one under a name that is one slip away. In a container `localhost` is the container itself: other services are reached by their names. A value that the source cannot parse ends the program, or is dropped for a default.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('environment:\n  «LOG_LEVLE»: debug'),
      good: composeOf('environment:\n  LOG_LEVEL: debug'),
      fixed: true,
      files: { ...COMPOSE_FILES, 'main.go': MAIN },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = contract.composedOf(build);
    if (!run) return;
    const { service, program, whole } = run;
    // Without what it demands it does not start: names that others read, too, are no reason to leave that unset.
    const isOwn = ({ name, required }: EnvVariable) => required === true || !isConventional(name);
    const missing = program.env.filter((one) => isOwn(one) && run.env(one.name) === undefined);
    const slips = new Set<EnvVariable>();
    for (const set of service.environment) {
      const read = whole.env.find(({ name }) => name === set.name.value);
      const isOthers = isConventional(set.name.value);
      const wanted = read
        ? undefined
        : missing.find(({ name, required }) => (!isOthers || required === true) && isSlip(set.name.value, name));
      if (wanted && !slips.has(wanted)) {
        slips.add(wanted);
        yield slip(build.file, set, wanted, run);
      }
      if (read) yield* misfit(build.file, set, read, run);
      if (read) yield* onLoopback(build.file, set, read, run, contract);
    }
    if (!isOnlyFile(build.file, contract)) return;
    for (const variable of program.env) if (!slips.has(variable)) yield* unset(build.file, variable, run);
  },
};

function slip(file: string, { name }: ComposeVariable, wanted: EnvVariable, { program }: Composed): Fault {
  return {
    sides: [
      { file, ...rangeOf(name), message: ['`{0}` reads no `{1}`, but `{2}`', program.name, name.value, wanted.name] },
    ],
    related: [inSource(wanted, ['reads `{0}` here', wanted.name])],
    repairs: [changeWord(file, name, wanted.name)],
  };
}

function* misfit(file: string, { value }: ComposeVariable, read: EnvVariable, { program }: Composed): Iterable<Fault> {
  const { type, name } = read;
  if (!value || type === undefined || read.secret || value.value.trim() === '' || isOfType(value.value, type)) return;
  yield {
    sides: [{ file, ...rangeOf(value), message: wantedMessage(program.name, name, value.value, type) }],
    related: [inSource(read, ['reads `{0}` here', name])],
    repairs: likelyValues(value.value, type, read.default).map((next) => changeWord(file, value, next)),
  };
}

/** Of databases, queues and services of this project; what a browser is sent to may well be on the desk. */
function* onLoopback(
  file: string,
  { value }: ComposeVariable,
  read: EnvVariable,
  { program, service: { reachable } }: Composed,
  contract: Contract,
): Iterable<Fault> {
  const address = value && outboundAddress(value.value);
  if (!value || !address || !isLoopback(address.host)) return;
  const isOfFile = reachable?.has(hostByDefault(read.name, program) ?? '') === true;
  if (!isServer(read.name, address, contract) && !isOfFile) return;
  yield {
    sides: [
      {
        ...{ file, ...rangeOf(value) },
        message: ['`{0}` points at `{1}`, which is this container itself', read.name, shownAddress(address)],
      },
    ],
    related: [inSource(read, ['reads `{0}` here', read.name])],
  };
}

function* unset(file: string, variable: EnvVariable, run: Composed): Iterable<Fault> {
  const { service, program, args, env } = run;
  const { name, required, certainty, orElse, mustBeFilled } = variable;
  if (required !== true || certainty !== 'known' || !isByVariables(variable, args, program)) return;
  if ((orElse !== undefined && env(orElse) !== undefined) || mayBeLoaded(run)) return;
  const value = env(name);
  const isEmpty = value === '' && mustBeFilled === true;
  if (value !== undefined && !isEmpty) return;
  const own = isEmpty ? service.environment.find((one) => one.name.value === name) : undefined;
  const message: Message = isEmpty
    ? ['`{0}` does not start while `{1}` is empty', program.name, name]
    : ['`{0}` does not start without `{1}`', program.name, name];
  yield {
    sides: [{ file, ...rangeOf(own?.name ?? service), message }],
    related: [inSource(variable, ['reads `{0}` here', name])],
    severity: 'error',
  };
}

/** By a file of variables in the image, or mounted where the program runs. */
function mayBeLoaded({ program, image, service }: Composed): boolean {
  if (!program.libraries.some((library) => LOADERS.test(library))) return false;
  const folder = workingFolder(image.dockerfile);
  const isMounted = service.mounts.some((mount) => folder === undefined || isWithin(`${folder}/.env`, mount));
  return isMounted || mayHoldEnvFile(image.dockerfile);
}
