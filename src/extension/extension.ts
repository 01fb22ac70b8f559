import * as vscode from 'vscode';
import { createLanguageServer } from './client.ts';
import { createClusters } from './cluster/clusters.ts';
import { shareClusterFacts } from './cluster/facts.ts';
import { createForwards } from './cluster/forwards.ts';
import { answerLive } from './cluster/live.ts';
import { createTargetStore } from './cluster/target.ts';
import { createMatchStore } from './contract/matches.ts';
import { registerCommands } from './commands/register.ts';
import { createMadeFolders } from './containerize/made-folders.ts';
import { createRunFindings } from './findings.ts';
import type { Gantry } from './gantry.ts';
import { createChartFindings } from './helm/chart-findings.ts';
import { createStatusBar } from './status-bar.ts';
import { createOutputs } from './terminals.ts';
import { createClusterView } from './views/cluster/view.ts';
import { createContractView } from './views/contract/view.ts';
import { createProofView } from './views/proof/view.ts';
import { createVirtualDocuments } from './virtual-documents.ts';

/** Builds the few long-lived things and hands them on. Nothing is read, started or connected here. */
export function activate(context: vscode.ExtensionContext): Gantry {
  const log = vscode.window.createOutputChannel('Gantry', { log: true });
  const matches = createMatchStore(context.workspaceState);
  const server = createLanguageServer(context, log, matches);
  const outputs = createOutputs();
  const findings = createRunFindings('gantry-run');
  const proofFindings = createRunFindings('gantry-prove');
  const chartFindings = createChartFindings();
  const documents = createVirtualDocuments();
  const madeFolders = createMadeFolders();
  const clusters = createClusters();
  const target = createTargetStore(context.workspaceState, clusters);
  const forwards = createForwards();
  const view = createClusterView(clusters, target);
  const proofView = createProofView();
  const contractView = createContractView(context.extensionUri, server, matches);
  const problems: string[] = [];
  answerLive(clusters, target, server, log);
  const targetChanged = target.onDidChange(() => {
    contractView.clusterChanged();
  });
  context.subscriptions.push(
    log,
    server,
    outputs,
    findings,
    proofFindings,
    chartFindings,
    documents,
    madeFolders,
    target,
    forwards,
    view,
    proofView,
    contractView,
    targetChanged,
    matches,
    createStatusBar(target),
    shareClusterFacts(clusters, target, server, log),
    registerCommands({
      extensionUri: context.extensionUri,
      log,
      problems,
      server,
      outputs,
      findings,
      chartFindings,
      documents,
      madeFolders,
      clusters,
      target,
      forwards,
      view,
      proofView,
      contractView,
      matches,
      proofFindings,
    }),
  );
  return {
    clusterTree: () => view.shown(),
    watches: () => view.watches(),
    proof: () => proofView.shown(),
    contract: () => contractView.shown(),
    problems: () => [...problems],
    terminalText: (title) => outputs.text(title),
  };
}
