import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Choices } from '../containerize/plan-types.ts';
import { withDockerfile } from '../disk/lent-dockerfile.ts';
import { nodeFiles } from '../disk/node-files.ts';
import { connect } from '../docker/connect.ts';
import { credentialsFor } from '../docker/credentials.ts';
import { resolveEndpoint } from '../docker/endpoint.ts';
import { prepareProof, type Prepared } from '../prove/prepare.ts';
import { toProofJson, outcomeOf } from '../prove/proof-json.ts';
import { proofRequest } from '../prove/proof-request.ts';
import { type ImageSource, type ProofDoor, proofImage, provedImage } from '../prove/proved-image.ts';
import type { ImageSize } from '../prove/size.ts';
import type { ProofStep } from '../prove/types.ts';
import { say } from '../words/message.ts';
import { analyzeFolder, folderArgument } from './analyze.ts';
import { parseArguments } from './arguments.ts';
import { openQuestion } from './open-questions.ts';
import { TOOLCHAIN_OPTION } from './toolchain.ts';
import { type Common, type Door, tell, UsageError } from './door.ts';
import { withImageSettings } from './plan-images.ts';
import { proofLine, proofSummary } from './proof-text.ts';
import { sayWorkspace } from './say-workspace.ts';

const OPTIONS = {
  program: { type: 'string' },
  port: { type: 'string' },
  dockerfile: { type: 'string' },
  image: { type: 'string' },
  env: { type: 'string', multiple: true },
  'build-arg': { type: 'string', multiple: true },
  secret: { type: 'string', multiple: true },
  network: { type: 'string' },
  keep: { type: 'boolean' },
  ...TOOLCHAIN_OPTION,
  format: { type: 'string' },
} as const;

const MENDS = 'gantry containerize --write --existing repair';

/** `gantry prove DIR`: builds the image, runs it as its manifests do, and says which claims hold. Exit status 1 where one does not. */
export async function proveCommand(args: readonly string[], door: Door, common: Common): Promise<number> {
  const { values, positionals } = parseArguments(args, OPTIONS);
  const { format = 'text', network } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(['--format is text or json']);
  if (network !== undefined && !['default', 'host', 'none'].includes(network)) {
    throw new UsageError(['--network is default, host or none']);
  }
  const folder = folderArgument(positionals, door);
  const files = nodeFiles(folder);
  await sayWorkspace(folder, door, common);
  const project = await analyzeFolder(folder, values.toolchain, door);
  const asked = await withImageSettings(choices(values), folder);
  const preparation = await prepareProof(project, files, asked, values.dockerfile);
  if ('questions' in preparation) {
    for (const question of preparation.questions) door.stderr(openQuestion(question, common));
    if (preparation.questions.length === 0) tell(door, common, ['there is nothing to prove here']);
    return 2;
  }
  const { prepared } = preparation;
  const source = {
    folder,
    buildArgs: pairs(values['build-arg'] ?? [], '--build-arg', door),
    secrets: Object.fromEntries(
      Object.entries(pairs(values.secret ?? [], '--secret', door)).map(([id, file]) => [
        id,
        path.resolve(door.cwd, file),
      ]),
    ),
    network: (network ?? 'default') as ImageSource['network'],
    image: values.image,
    keep: values.keep ?? false,
  };
  return withDockerfile(prepared, folder, (dockerfile) =>
    report(prepared, { ...source, dockerfile }, pairs(values.env ?? [], '--env', door), format, door, common),
  );
}

async function report(
  prepared: Prepared,
  source: ImageSource,
  env: Readonly<Record<string, string>>,
  format: string,
  door: Door,
  common: Common,
): Promise<number> {
  const { program } = prepared;
  const image = source.image ?? proofImage(program);
  const request = proofRequest({ image, ...prepared, env });
  const steps: ProofStep[] = [];
  let size: ImageSize | undefined;
  const proving = provedImage(prepared, source, request, await proofDoor(door), {
    hasFile: async (file) => (await stat(path.join(source.folder, file)).catch(() => undefined)) !== undefined,
    onSize: (accounted) => (size = accounted),
    onOutput: (lines) => {
      for (const line of lines) door.stderr(`  │ ${line}\n`);
    },
  });
  for await (const step of proving) {
    steps.push(step);
    const line = proofLine(step, common);
    if (format === 'text') door.stdout(line);
    else door.stderr(line);
  }
  if (prepared.dockerfile.mends && outcomeOf(steps) === 'failed') {
    const words = ['`{0}` has lines that do not work: `{1}` changes them', prepared.dockerfile.path, MENDS] as const;
    door.stderr(`gantry: ${say(words, common.translations)}\n`);
  }
  if (format === 'json') {
    door.stdout(`${JSON.stringify(toProofJson(program.package, image, request, steps, size), null, 2)}\n`);
  } else door.stdout(proofSummary(steps, request, common));
  return outcomeOf(steps) === 'failed' ? 1 : 0;
}

async function proofDoor(door: Door): Promise<ProofDoor> {
  const signal = door.interrupted?.();
  return {
    engine: connect(await resolveEndpoint(door.env, homedir())),
    signal,
    credentials: (registry) => credentialsFor(registry, door.env, homedir(), signal),
    onBuild: (event) => {
      if (event.kind === 'step' && event.state === 'started') door.stderr(`${event.name.replace(/\s+/g, ' ')}\n`);
    },
    onFailedBuild: (output) => {
      door.stderr(`${output.trimEnd()}\n`);
    },
  };
}

function choices({ program, port }: { readonly program?: string; readonly port?: string }): Choices {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    throw new UsageError(['--port is a number from 1 to 65535']);
  }
  return { ...(program !== undefined && { program }), ...(port !== undefined && { port: Number(port) }) };
}

/** `NAME=VALUE`, or `NAME` for the value that this process has. */
function pairs(written: readonly string[], option: string, door: Door): Record<string, string> {
  return Object.fromEntries(
    written.map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      if (name === '') throw new UsageError(['{0} is NAME=VALUE', option]);
      return [name, equals < 0 ? (door.env[name] ?? '') : pair.slice(equals + 1)];
    }),
  );
}
