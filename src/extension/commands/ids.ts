/** Ids of the commands in package.json; a test holds the two against each other. */
export const commandIds = [
  'gantry.apply',
  'gantry.build',
  'gantry.containerize',
  'gantry.createSecret',
  'gantry.deploy',
  'gantry.describe',
  'gantry.diff',
  'gantry.fixAll',
  'gantry.lintRenderedChart',
  'gantry.logs',
  'gantry.matchContainer',
  'gantry.openRulePage',
  'gantry.openYaml',
  'gantry.pinDigest',
  'gantry.portForward',
  'gantry.prove',
  'gantry.proveAgain',
  'gantry.push',
  'gantry.refreshCluster',
  'gantry.showContract',
  'gantry.showInCluster',
  'gantry.showLog',
  'gantry.showPlaces',
  'gantry.stopPortForward',
  'gantry.switchStrategy',
  'gantry.useContext',
  'gantry.useNamespace',
  'gantry.writeBaseline',
] as const;

export type CommandId = (typeof commandIds)[number];

/** What runs in Restricted Mode, too: everything else executes or connects. */
export const untrustedCommands: ReadonlySet<CommandId> = new Set<CommandId>([
  'gantry.fixAll',
  'gantry.matchContainer',
  'gantry.openRulePage',
  'gantry.showContract',
  'gantry.showLog',
  'gantry.showPlaces',
]);
