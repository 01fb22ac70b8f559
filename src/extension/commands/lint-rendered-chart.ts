import * as vscode from 'vscode';
import { type LintChartParams, lintChartRequest, type LintChartResult } from '../../server/protocol.ts';
import { chartFolder } from '../helm/chart-folder.ts';
import { signalOf } from '../run.ts';
import { helmProgram } from '../settings.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/**
 * `gantry.lintRenderedChart(where?)`: renders a chart with the user's own Helm and shows what is found in the objects where
 * it comes from, in templates and values. The number of findings; undefined: no chart was chosen.
 */
export function lintRenderedChartCommand({ server, chartFindings }: CommandContext) {
  return async (argument?: unknown): Promise<number | undefined> => {
    const chart = await chartFolder(whereOf(argument).uri);
    if (!chart) return undefined;
    const name = vscode.workspace.asRelativePath(chart);
    const title = vscode.l10n.t('Linting the rendered chart {0}', name);
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    const found = await vscode.window.withProgress(options, async (_, token) => {
      const { renderChart } = await import('../../helm/render-chart.ts');
      const rendered = await renderChart({ folder: chart.fsPath, program: helmProgram() }, signalOf(token));
      const params: LintChartParams = { chart: chart.toString(), rendered };
      return server.request<LintChartResult>(lintChartRequest, params, token);
    });
    const count = chartFindings.show(chart, found);
    const message =
      count === 0
        ? vscode.l10n.t('Nothing was found in the rendered chart {0}.', name)
        : vscode.l10n.t('Found {0} in the rendered chart {1}; see the Problems view.', count, name);
    void vscode.window.showInformationMessage(message);
    return count;
  };
}
