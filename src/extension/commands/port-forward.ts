import * as vscode from 'vscode';
import { portsOf } from '../cluster/ports.ts';
import { inCluster, referenceOf } from '../cluster/reference.ts';
import { offer } from '../action.ts';
import { optionsOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface PortForwardOptions {
  /** Port of the pod or Service; absent: the only one, or the one the user picks. */
  readonly port: number;
  /** Port on 127.0.0.1; absent: any free one. */
  readonly localPort: number;
}

export interface Forwarded {
  readonly localPort: number;
  /** Address for the user's browser, wherever VS Code runs. */
  readonly url: string;
}

/** `gantry.portForward(object?, options?)`: forwards a port of a pod, workload or Service to this machine. */
export function portForwardCommand(context: CommandContext) {
  return async (argument?: unknown, given?: unknown): Promise<Forwarded | undefined> => {
    const reference = await referenceOf(argument, 'Deployment', context);
    if (!reference) return undefined;
    const options = optionsOf<PortForwardOptions>(given);
    const { kind, name } = reference;
    const of = inCluster(reference);
    const [{ forward }, { get }, cluster] = await Promise.all([
      import('../../cluster/forward.ts'),
      import('../../cluster/objects.ts'),
      context.clusters.connect(reference.context),
    ]);
    const port = options.port ?? (await choosePort(portsOf(await get(cluster, of))));
    if (port === undefined) return undefined;
    const running = await forward(cluster, { of, port, localPort: options.localPort ?? 0 });
    const label = `${kind}/${name}:${port}`;
    context.forwards.add({ label, localPort: running.localPort, stop: running.stop });
    const local = vscode.Uri.parse(`http://127.0.0.1:${running.localPort}/`);
    const url = (await vscode.env.asExternalUri(local)).toString();
    offer(
      vscode.l10n.t('{0} is at {1}.', label, `127.0.0.1:${running.localPort}`),
      { title: vscode.l10n.t('Open in Browser'), command: 'vscode.open', arguments: [vscode.Uri.parse(url)] },
      { title: vscode.l10n.t('Stop'), command: 'gantry.stopPortForward', arguments: [running.localPort] },
    );
    return { localPort: running.localPort, url };
  };
}

async function choosePort(ports: readonly number[]): Promise<number | undefined> {
  const [only, second] = ports;
  if (only !== undefined && second === undefined) return only;
  if (second !== undefined) {
    const picked = await vscode.window.showQuickPick(ports.map(String), { title: vscode.l10n.t('Which port?') });
    return picked === undefined ? undefined : Number(picked);
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Which port?'),
    validateInput: (text) => (isPort(text) ? undefined : vscode.l10n.t('A port is a number from 1 to 65535')),
  });
  return typed === undefined ? undefined : Number(typed);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536;
}
