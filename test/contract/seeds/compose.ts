import type { Change, Seed } from '../seed.ts';

const COMPOSE = 'compose.yaml';

/** A compose file that builds and runs the sample. */
const composed = (lines: string): readonly Change[] => [
  { file: COMPOSE, write: `services:\n  gallery:\n    build: .\n${lines.replace(/^(?=.)/gm, '    ')}\n` },
];
const unproved = 'the proof runs the manifests, not the compose file';

export const composeSeeds: readonly Seed[] = [
  {
    what: 'a compose file publishes a port that nothing listens on',
    sample: 'gallery-web',
    change: composed('ports:\n  - "8080:80"'),
    found: [`${COMPOSE}: compose-port-listened: 80`],
    leadsTo: 'main.go',
    mends: true,
    unproved,
  },
  {
    what: 'a compose file moves the program away from the port that it publishes',
    sample: 'gallery-web',
    change: composed('environment:\n  - PORT=9000\nports:\n  - 8080:8080'),
    found: [`${COMPOSE}: compose-port-listened: 8080`],
    mends: true,
    unproved,
  },
  {
    what: 'a compose file gives the program a flag that it does not have',
    sample: 'greeter-cli',
    change: [{ file: COMPOSE, write: 'services:\n  greeter:\n    build: .\n    command: --no-such-flag=1\n' }],
    found: [`${COMPOSE}: compose-command: --no-such-flag=1`],
    unproved,
  },
  {
    what: 'a compose file has a slip in the name of a variable',
    sample: 'gallery-web',
    change: composed('environment:\n  PROT: "8080"'),
    found: [`${COMPOSE}: compose-environment: PROT`],
    leadsTo: 'main.go',
    mends: true,
    unproved,
  },
  {
    what: 'a compose file checks health with a program that the image lacks',
    sample: 'gallery-web',
    change: composed('healthcheck:\n  test: [CMD, wget, -q, "http://localhost:8080/healthz"]'),
    found: [`${COMPOSE}: compose-healthcheck: wget`],
  },
  {
    what: 'a compose file kills the program before it has stopped',
    sample: 'gallery-web',
    change: composed('stop_grace_period: 3s'),
    found: [`${COMPOSE}: compose-stop: 3s`],
    leadsTo: 'main.go',
    mends: true,
    unproved,
  },
  {
    what: 'a program takes longer to stop than compose waits where nothing is said',
    sample: 'gateway-grpc',
    change: [
      { file: COMPOSE, write: 'services:\n  gateway:\n    build: .\n' },
      { file: 'main.go', from: '10*time.Second', to: '15*time.Second' },
    ],
    found: [`${COMPOSE}: compose-stop: gateway`],
    leadsTo: 'main.go',
    unproved,
  },
  {
    what: 'a compose file stops the program by a signal that it does not wait for',
    sample: 'gallery-web',
    change: composed('stop_signal: USR1'),
    found: [`${COMPOSE}: compose-stop: USR1`],
    leadsTo: 'main.go',
    mends: true,
    unproved,
  },
];
