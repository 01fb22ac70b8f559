// The thread that reads a share of a folder's programs for the command line: an entry of its own, started by go-beside.ts.
import { parentPort } from 'node:worker_threads';
import { analyze } from '../go/analyze.ts';
import type { Share } from '../go/modules/divided-folders.ts';
import type { GoProject } from '../go/project.ts';
import type { ToolchainAnswer } from '../go/settled.ts';
import { waitingFiles } from './node-files.ts';

export type ToShareWorker =
  | { readonly type: 'read'; readonly root: string; readonly share: Share }
  | { readonly type: 'toolchain'; readonly toolchain: ToolchainAnswer };

export type FromShareWorker = Pick<GoProject, 'programs' | 'errors'>;

let tell: (answer: ToolchainAnswer) => void;
const told = new Promise<ToolchainAnswer>((resolve) => {
  tell = resolve;
});

parentPort?.on('message', (message: ToShareWorker) => {
  if (message.type === 'toolchain') tell(message.toolchain);
  else void read(message.root, message.share);
});

async function read(root: string, share: Share): Promise<void> {
  const { programs, errors } = await analyze(waitingFiles(root), { share, toolchain: () => told });
  // What is said of the folder as a whole, the other one says.
  const ofFiles = errors.filter(({ file }) => file !== '.');
  parentPort?.postMessage({ programs, errors: ofFiles } satisfies FromShareWorker);
}
