import { applyCommand } from './apply.ts';
import { buildCommand } from './build.ts';
import type { CommandFactory } from './command.ts';
import { containerizeCommand } from './containerize.ts';
import { createSecretCommand } from './create-secret.ts';
import { deployCommand } from './deploy.ts';
import { describeCommand } from './describe.ts';
import { diffCommand } from './diff.ts';
import { fixAllCommand } from './fix-all.ts';
import type { CommandId } from './ids.ts';
import { lintRenderedChartCommand } from './lint-rendered-chart.ts';
import { logsCommand } from './logs.ts';
import { matchContainerCommand } from './match-container.ts';
import { openRulePageCommand } from './open-rule-page.ts';
import { openYamlCommand } from './open-yaml.ts';
import { pinDigestCommand } from './pin-digest.ts';
import { portForwardCommand } from './port-forward.ts';
import { proveAgainCommand } from './prove-again.ts';
import { proveCommand } from './prove.ts';
import { pushCommand } from './push.ts';
import { refreshClusterCommand } from './refresh-cluster.ts';
import { showContractCommand } from './show-contract.ts';
import { showInClusterCommand } from './show-in-cluster.ts';
import { showLogCommand } from './show-log.ts';
import { showPlacesCommand } from './show-places.ts';
import { stopPortForwardCommand } from './stop-port-forward.ts';
import { switchStrategyCommand } from './switch-strategy.ts';
import { useContextCommand } from './use-context.ts';
import { useNamespaceCommand } from './use-namespace.ts';
import { writeBaselineCommand } from './write-baseline.ts';

/** Every command of package.json, by id. */
export const commands: Readonly<Record<CommandId, CommandFactory>> = {
  'gantry.apply': applyCommand,
  'gantry.build': buildCommand,
  'gantry.containerize': containerizeCommand,
  'gantry.createSecret': createSecretCommand,
  'gantry.deploy': deployCommand,
  'gantry.describe': describeCommand,
  'gantry.diff': diffCommand,
  'gantry.fixAll': fixAllCommand,
  'gantry.lintRenderedChart': lintRenderedChartCommand,
  'gantry.logs': logsCommand,
  'gantry.matchContainer': matchContainerCommand,
  'gantry.openRulePage': openRulePageCommand,
  'gantry.openYaml': openYamlCommand,
  'gantry.pinDigest': pinDigestCommand,
  'gantry.portForward': portForwardCommand,
  'gantry.prove': proveCommand,
  'gantry.proveAgain': proveAgainCommand,
  'gantry.push': pushCommand,
  'gantry.refreshCluster': refreshClusterCommand,
  'gantry.showContract': showContractCommand,
  'gantry.showInCluster': showInClusterCommand,
  'gantry.showLog': showLogCommand,
  'gantry.showPlaces': showPlacesCommand,
  'gantry.stopPortForward': stopPortForwardCommand,
  'gantry.switchStrategy': switchStrategyCommand,
  'gantry.useContext': useContextCommand,
  'gantry.useNamespace': useNamespaceCommand,
  'gantry.writeBaseline': writeBaselineCommand,
};
