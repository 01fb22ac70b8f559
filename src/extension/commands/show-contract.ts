import * as vscode from 'vscode';
import { type GraphParams, type GraphProgram, graphRequest, type GraphResult } from '../../server/protocol.ts';
import { whileReading } from '../containerize/reading.ts';
import { relativePath, workspaceFolder } from '../folders.ts';
import { optionsOf, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface ShowContractOptions {
  /** A program of the workspace folder: `program:./cmd/api` as in the graph, `./cmd/api`, `cmd/api`, or its name. */
  readonly program: string;
  /** True: the user picks, although it is known which is meant. */
  readonly pick: boolean;
}

/**
 * `gantry.showContract(where?, { program? }?)`: how a program reaches the cluster, as a picture. A lens or another command
 * passes where it stands and `{ program }`; without a program the one around the file is meant, else the user picks.
 */
export function showContractCommand({ server, contractView }: CommandContext) {
  return async (argument?: unknown, options?: unknown): Promise<void> => {
    const { uri } = whereOf(argument);
    const root = (await workspaceFolder(uri))?.uri;
    if (!root) return;
    const { program: given, pick = false } = optionsOf<ShowContractOptions>(options);
    const ask = (program?: string) => {
      const params: GraphParams = { folder: root.toString(), ...(program === undefined ? {} : { program }) };
      return whileReading((token) => server.request<GraphResult>(graphRequest, params, token));
    };
    const first = await ask(given);
    const { programs } = first;
    if (first.program !== null && !pick) {
      contractView.show({ folder: root, program: first.program }, first);
      return;
    }
    if (programs.length === 0) {
      contractView.show({ folder: root }, first);
      return;
    }
    const near = uri && !pick ? around(programs, relativePath(root, uri)) : programs;
    const program = near.length === 1 ? near[0] : await pickProgram(near.length > 0 ? near : programs);
    if (program) contractView.show({ folder: root, program: program.id }, await ask(program.id));
  };
}

/** The programs that a file is of: of go.mod all of its module, of other files those of the nearest folder above. */
function around(programs: readonly GraphProgram[], file: string): readonly GraphProgram[] {
  const slash = file.lastIndexOf('/');
  const folder = slash < 0 ? '.' : file.slice(0, slash);
  if (/(?:^|\/)go\.mod$/.test(file)) return programs.filter(({ module }) => module === folder);
  const above = programs.filter((one) => [file, folder].some((place) => isIn(place, one.folder)));
  const longest = Math.max(...above.map((one) => one.folder.length));
  return above.filter((one) => (one.folder.length === longest && one.folder !== '.') || one.folder === folder);
}

function isIn(place: string, folder: string): boolean {
  return place === folder || place.startsWith(`${folder}/`);
}

async function pickProgram(programs: readonly GraphProgram[]): Promise<GraphProgram | undefined> {
  const items = programs.map((program) => ({ label: program.name, description: program.folder, program }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Whose contract?'),
    matchOnDescription: true,
  });
  return picked?.program;
}
