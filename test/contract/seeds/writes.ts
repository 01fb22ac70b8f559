import type { Change, Seed } from '../seed.ts';

const DEPLOYMENT = 'deploy/base/deployment.yaml';

/** The folder of the notes is what a variable says. */
const BY_VARIABLE: Change = {
  file: 'main.go',
  from: 'const folder = "/var/lib/notes"',
  to: 'var folder = dataDir()\n\nfunc dataDir() string {\n\tif dir := os.Getenv("NOTES_DIR"); dir != "" {\n\t\treturn dir\n\t}\n\treturn "/var/lib/notes"\n}',
};

/** The mailer reads its configuration, or ends. */
const CONFIGURED: readonly Change[] = [
  { file: 'config.json', write: '{"every":"5s"}\n' },
  { file: 'main.go', from: '\t"log"\n', to: '\t"log"\n\t"os"\n' },
  {
    file: 'main.go',
    from: '\tticker := ',
    to: '\tpath := os.Getenv("MAILER_CONFIG")\n\tif path == "" {\n\t\tpath = "/etc/mailer/config.json"\n\t}\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tlog.Print(len(data))\n\tticker := ',
  },
];

/** Its image has the file where the source looks for it, and whatever stands there besides. */
const COPIED = (more = ''): Change => ({
  file: 'Dockerfile',
  from: 'USER 65532',
  to: `COPY config.json /etc/mailer/config.json\n${more}USER 65532`,
});

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
  {
    what: 'a flag leads the data away from the claim',
    sample: 'notes-sqlite',
    change: [
      { file: 'main.go', from: 'const folder = "/var/lib/notes"\n\n', to: '' },
      {
        file: 'main.go',
        from: 'func main() {\n',
        to: 'func main() {\n\tvar folder string\n\tflag.StringVar(&folder, "data", "/var/lib/notes", "where notes are")\n\tflag.Parse()\n',
      },
      { file: 'main.go', from: '\t"errors"\n', to: '\t"errors"\n\t"flag"\n' },
      {
        file: DEPLOYMENT,
        from: '          ports:',
        to: '          args:\n            - --data=/data\n          ports:',
      },
    ],
    found: [
      `${DEPLOYMENT}: writes-to-volume: --data=/data`,
      `${DEPLOYMENT}: writes-to-volume: true`,
      'main.go: writes-to-volume: folder',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'the ENV of the image names another file than the one that is copied',
    sample: 'mailer-worker',
    change: [...CONFIGURED, COPIED('ENV MAILER_CONFIG=/etc/mailer/conf.json\n')],
    found: ['Dockerfile: demanded-file-provided: /etc/mailer/conf.json', 'main.go: demanded-file-provided: path'],
    leadsTo: 'main.go',
    mends: true,
  },
  {
    what: 'a ConfigMap names another file than the one that the image has',
    sample: 'mailer-worker',
    change: [
      ...CONFIGURED,
      COPIED(),
      {
        file: 'deploy/base/configmap.yaml',
        write:
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mailer-config\ndata:\n  MAILER_CONFIG: /etc/mailer.json\n',
      },
      {
        file: DEPLOYMENT,
        from: '          env:\n',
        to: '          envFrom:\n            - configMapRef:\n                name: mailer-config\n          env:\n',
      },
      {
        file: 'deploy/base/kustomization.yaml',
        from: '  - deployment.yaml',
        to: '  - configmap.yaml\n  - deployment.yaml',
      },
    ],
    found: [
      'deploy/base/configmap.yaml: demanded-file-provided: /etc/mailer.json',
      'main.go: demanded-file-provided: path',
    ],
    leadsTo: 'main.go',
    mends: true,
  },
];
