import type { Change, Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';

/** The folder of the notes is what a variable says. */
const BY_VARIABLE: Change = {
  file: 'main.go',
  from: 'const folder = "/var/lib/notes"',
  to: 'var folder = dataDir()\n\nfunc dataDir() string {\n\tif dir := os.Getenv("NOTES_DIR"); dir != "" {\n\t\treturn dir\n\t}\n\treturn "/var/lib/notes"\n}',
};

export const writeSeeds: readonly Seed[] = [
  {
    what: 'the source keeps its data in another folder than the one where the claim is mounted',
    sample: 'notes-sqlite',
    change: [{ file: 'main.go', from: '"/var/lib/notes"', to: '"/data/store"' }],
    found: [`${DEPLOYMENT}: writes-to-volume: true`, 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the ENV of the image leads the data away from the claim',
    sample: 'notes-sqlite',
    change: [BY_VARIABLE, { file: 'Dockerfile', from: 'USER 65532', to: 'ENV NOTES_DIR=/data\nUSER 65532' }],
    found: [
      'Dockerfile: writes-to-volume: /data',
      `${DEPLOYMENT}: writes-to-volume: true`,
      'main.go: writes-to-volume: folder',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a variable of the container leads the data away from the claim',
    sample: 'notes-sqlite',
    change: [
      BY_VARIABLE,
      {
        file: DEPLOYMENT,
        from: '          env:\n',
        to: '          env:\n            - name: NOTES_DIR\n              value: /srv/notes\n',
      },
    ],
    found: [
      `${DEPLOYMENT}: writes-to-volume: /srv/notes`,
      `${DEPLOYMENT}: writes-to-volume: true`,
      'main.go: writes-to-volume: folder',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the claim of the data is a volume of the pod that nothing mounts',
    sample: 'notes-sqlite',
    change: [
      {
        file: DEPLOYMENT,
        from: '          volumeMounts:\n            - name: var-lib-notes\n              mountPath: /var/lib/notes\n',
        to: '',
      },
    ],
    found: [`${DEPLOYMENT}: writes-to-volume: true`, 'main.go: writes-to-volume: folder'],
    leadsTo: 'main.go',
    mends: true,
  },
];
