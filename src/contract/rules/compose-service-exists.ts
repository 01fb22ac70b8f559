import type { Composed } from '../contract.ts';
import { rangeOf } from '../../lint/range.ts';
import { similarName } from '../../lint/similar-word.ts';
import { changeWord, insideQuotes } from '../compose/change-word.ts';
import type { ComposeDependency, ComposeService, ComposeVariable } from '../compose/compose-service.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { isOnlyFile } from '../compose/only-file.ts';
import type { Fault } from '../fault.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { isLoopback } from '../../go/loopback.ts';
import { outboundAddress, type OutboundAddress } from '../network/outbound-address.ts';
import { type ContractRule, inSource } from '../rule.ts';

const MAIN =
  'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tprintln(os.Getenv("REDIS_ADDR"))\n\t_ = http.ListenAndServe(":8080", nil)\n}\n';
const REDIS = '  redis:\n    image: redis:8\n';

export const composeServiceExists: ContractRule = {
  id: 'compose-service-exists',
  title: 'Wait for and connect to services that the compose file has',
  severity: 'warning',
  aliases: [],
  why: 'Services reach each other by their names in the compose file. A host that no service is called leads nowhere, compose refuses a file whose `depends_on` names no service, and what waits for a service without a health check to be healthy does not start.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('environment:\n  REDIS_ADDR: «cache:6379»') + REDIS,
      good: composeOf('environment:\n  REDIS_ADDR: redis:6379') + REDIS,
      files: { ...COMPOSE_FILES, 'main.go': MAIN },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const { service } = build;
    const isOurs = build.runs === undefined || contract.imageOf(build) !== null;
    if (!service || !isOurs || !isOnlyFile(build.file, contract)) return;
    for (const dependency of service.dependsOn) yield* dependencyFaults(build, service, dependency);
    const run = contract.composedOf(build);
    if (!run || !service.reachable) return;
    for (const variable of service.environment) yield* hostFaults(build.file, variable, service.reachable, run);
  },
};

function* dependencyFaults(
  { file }: ImageBuild,
  { reachable }: ComposeService,
  { value: name, start, end, isAbsent, untilHealthy, unchecked }: ComposeDependency,
): Iterable<Fault> {
  if (isAbsent) {
    const meant = similarName(name, reachable ?? []);
    yield {
      sides: [{ file, start, end, message: ['No service is called `{0}`', name] }],
      severity: 'error',
      repairs: meant === undefined ? [] : [changeWord(file, { start, end, value: name }, meant)],
    };
  } else if (untilHealthy && unchecked !== null && isOfficial(unchecked)) {
    yield {
      sides: [{ file, ...untilHealthy, message: ['`{0}` has no health check, and is never healthy', name] }],
      severity: 'error',
    };
  }
}

/** https://github.com/docker-library/official-images: they bring no health checks, as what is healthy is not theirs to say. */
function isOfficial(image: string): boolean {
  return /^[a-z\d][\w-]*(?::[\w.-]+)?$/.test(image);
}

function* hostFaults(
  file: string,
  { name, value }: ComposeVariable,
  reachable: ReadonlySet<string>,
  { program }: Composed,
): Iterable<Fault> {
  const read = program.env.find((one) => one.name === name.value);
  const address = value && outboundAddress(value.value);
  if (!read || !value || !address || !isName(address, read.name) || reachable.has(address.host)) return;
  const { host, start } = address;
  const meant = similarName(host, reachable);
  const from = insideQuotes(value) + start;
  yield {
    sides: [{ file, ...rangeOf(value), message: ['No service is called `{0}`', host] }],
    related: [inSource(read, ['reads `{0}` here', read.name])],
    repairs:
      meant === undefined ? [] : [changeWord(file, { start: from, end: from + host.length, value: host }, meant)],
  };
}

/** A name without dots, with a port or a scheme that has one, in what is about a server: what a word alone means, nobody knows. */
function isName(address: OutboundAddress, variable: string): boolean {
  const isAddress = address.scheme !== null || ADDRESS.test(variable);
  const isPlain = address.port !== null && !isLoopback(address.host) && /^[a-z][\w-]*$/i.test(address.host);
  return isAddress && isPlain && !FOR_OTHERS.test(variable);
}

const ADDRESS = /(?:URL|URI|ADDR|ADDRESS|ENDPOINT|TARGET|SERVER|BROKER|DSN|HOST|UPSTREAM|BACKEND)(?:E?S)?$/i;

/** Where a browser, or somebody else outside, finds the program. */
const FOR_OTHERS =
  /PUBLIC|EXTERNAL|CALLBACK|REDIRECT|ORIGIN|CORS|LISTEN|BIND|SITE|WEB_?(?:URL|ROOT)|(?:^|_)BASE_URL|DOMAIN/i;
