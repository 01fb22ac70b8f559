import { onSecondThread } from '../disk/go-beside.ts';
import { waitingFiles } from '../disk/node-files.ts';
import { threadFile } from '../disk/thread-file.ts';
import type { GoProject } from '../go/project.ts';

/** What the syntax says of the Go in a folder (absolute). Loaded where it is asked for: most folders that are linted hold none. */
export async function readGoSource(folder: string, distDir: string): Promise<GoProject> {
  const { analyze } = await import('../go/analyze.ts');
  return analyze(waitingFiles(folder), { beside: onSecondThread(threadFile('go-share-worker', distDir), folder) });
}
