import type * as vscode from 'vscode';
import type { LanguageServer } from '../client.ts';
import type { Clusters } from '../cluster/clusters.ts';
import type { Forwards } from '../cluster/forwards.ts';
import type { TargetStore } from '../cluster/target.ts';
import type { MatchStore } from '../contract/matches.ts';
import type { MadeFolders } from '../containerize/made-folders.ts';
import type { RunFindings } from '../findings.ts';
import type { ChartFindings } from '../helm/chart-findings.ts';
import type { Outputs } from '../terminals.ts';
import type { ClusterView } from '../views/cluster/view.ts';
import type { ContractView } from '../views/contract/view.ts';
import type { ProofView } from '../views/proof/view.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';

/** The long-lived things that `activate` builds, for the commands that need them. */
export interface CommandContext {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** What went wrong in this window, newest last: the messages that were shown. */
  readonly problems: string[];
  readonly server: LanguageServer;
  readonly outputs: Outputs;
  readonly findings: RunFindings;
  readonly chartFindings: ChartFindings;
  readonly documents: VirtualDocuments;
  readonly madeFolders: MadeFolders;
  readonly clusters: Clusters;
  readonly target: TargetStore;
  readonly forwards: Forwards;
  readonly view: ClusterView;
  readonly proofView: ProofView;
  readonly contractView: ContractView;
  readonly matches: MatchStore;
  /** What a proof found not to hold. */
  readonly proofFindings: RunFindings;
}

/** A command takes what VS Code, a code lens, a tree item or a test passes; it reads it defensively. */
export type Command = (...args: readonly unknown[]) => Promise<unknown>;

export type CommandFactory = (context: CommandContext) => Command;
