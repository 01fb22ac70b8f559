import { check, silent } from './instruction-cases.ts';

const F = 'FROM alpine:3.23\n';
const IMAGE = 'pinned-base-image';
const UNTAGGED = ['hadolint:DL3006', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'];
const LATEST = ['hadolint:DL3007', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'];

check('which peers speak about an image', [
  {
    rule: IMAGE,
    text: 'FROM «alpine»\nFROM «alpine:latest» AS x\nFROM «"debian"»',
    aliases: [UNTAGGED, LATEST, UNTAGGED],
  },
  { rule: IMAGE, text: 'FROM «r.io:5000/a»', aliases: [[]] },
  { rule: IMAGE, text: 'FROM «r.io:5000/a:latest»', aliases: [['hadolint:DL3007', 'checkov:CKV_DOCKER_7']] },
  { rule: IMAGE, text: 'ARG A=alpine\nFROM «$A»', aliases: [['checkov:CKV_DOCKER_7', 'trivy:DS-0001']] },
  { rule: IMAGE, text: 'ARG V=latest\nFROM «alpine:$V»', aliases: [['trivy:DS-0001']] },
  { rule: IMAGE, text: 'FROM «${A:-alpine}»', aliases: [[]] },
  {
    rule: IMAGE,
    text: 'ARG R\nFROM «${R}/app»\nFROM «$R/app:latest»',
    aliases: [['checkov:CKV_DOCKER_7', 'trivy:DS-0001'], LATEST],
  },
  ...silent(IMAGE, [
    'ARG R\nFROM ${R}/app:1',
    'ARG R\nFROM $R/app@sha256:' + '0'.repeat(64),
    'ARG R\nFROM r.io/$R',
    'ARG R\nFROM $R:5000/$S',
    'FROM scratch',
    'FROM alpine:latest-slim',
  ]),
]);

const USER = 'non-root-user';

check('which peers speak about a user', [
  { rule: USER, text: `${F}USER «root»`, aliases: [['hadolint:DL3002', 'checkov:CKV_DOCKER_8', 'trivy:DS-0002']] },
  { rule: USER, text: `${F}USER «0»\n`, aliases: [['hadolint:DL3002', 'trivy:DS-0002']] },
  { rule: USER, text: `${F}USER «root:root»`, aliases: [['hadolint:DL3002', 'trivy:DS-0002']] },
  { rule: USER, text: `${F}USER «"root"»`, aliases: [[]] },
  { rule: USER, text: `${F}ARG U=root\nUSER «$U»`, aliases: [[]] },
  { rule: USER, text: '«FROM alpine:3.23»\nRUN x', aliases: [['checkov:CKV_DOCKER_3', 'trivy:DS-0002']] },
  { rule: USER, text: 'FROM golang:1.26\nUSER build\n«FROM alpine:3.23»', aliases: [[]] },
  ...silent(USER, [`FROM a:1\nUSER root\n${F}USER 1`, `${F}USER root\nUSER 1`]),
]);

const SECRET = 'no-secrets-in-variables';
const [H, B, T] = ['hadolint:DL3064', 'buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'];

check('which peers find a secret', [
  {
    rule: SECRET,
    text: `${F}ENV «DB_PASSWORD»=x\nARG «API_KEY»`,
    aliases: [
      [H, B, T],
      [H, B, T],
    ],
  },
  {
    rule: SECRET,
    text: `${F}ENV «SSH_KEY»=x «apikey»=y «AUTH»=z`,
    aliases: [
      [B, T],
      [B, T],
      [B, T],
    ],
  },
  { rule: SECRET, text: `${F}ENV «githubToken»=x «PGPASSWORD»=y`, aliases: [[H], [H]] },
  { rule: SECRET, text: `${F}ENV «DB_PASS»=x «REPO_PSW»=y`, aliases: [[], [T]] },
  { rule: SECRET, text: `${F}ARG «AWS_ACCESS_KEY_ID»`, aliases: [[H, B, T]] },
  { rule: SECRET, text: `ARG «TOKEN»\nFROM a:1\nENV «SECRET»=x\n${F}`, aliases: [[H], [H, B]] },
  { rule: SECRET, text: `${F}ONBUILD ARG «TOKEN»`, aliases: [[H]] },
  { rule: SECRET, text: `${F}ENV «KEY_FILE_TOKEN»=x`, aliases: [[H, T]] },
  { rule: SECRET, text: `${F}ENV «X»=AKIA${'ABCDEFGH'.repeat(2)} «Y»=ghp_${'a1B2'.repeat(9)}`, aliases: [[], []] },
  { rule: SECRET, text: `${F}ENV «PASSWORD»=`, aliases: [[H, B, T]] },
  {
    rule: SECRET,
    text: `${F}ARG «NPM_TOKEN»\nRUN a $NPM_TOKEN\nRUN --network=none b\nRUN c "\${NPM_TOKEN}"\n`,
    fixed: `${F}RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN a $NPM_TOKEN\nRUN --network=none b\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN c "\${NPM_TOKEN}"\n`,
  },
  { rule: SECRET, text: `${F}ARG A=1 «TOKEN»=2`, aliases: [[B, T]] },
  // What else uses it could not see a secret.
  {
    rule: SECRET,
    text: `${F}ARG «TOKEN»\nENV T=$TOKEN\nRUN a $TOKEN`,
    fixed: `${F}ARG TOKEN\nENV T=$TOKEN\nRUN a $TOKEN`,
  },
  ...silent(SECRET, [
    ...[
      'GOPRIVATE',
      'USERNAME',
      'PASSWORD_FILE',
      'TOKEN_URL',
      'TOKENIZER',
      'MONKEY',
      'AUTHOR',
      'PUBLIC_KEY',
      'KEY_VERSION',
    ].map((name) => `${F}ENV ${name}=x`),
    `${F}ENV MAX_TOKENS=1000 KEYBOARD=de ENABLE_AUTH=true SSH_KEY=/run/secrets/x BYPASS=1`,
    `${F}LABEL password=x`,
  ]),
]);

const ADD = 'add-local-files';

check('which peers speak about ADD', [
  {
    rule: ADD,
    text: `${F}«ADD» a /a`,
    aliases: [['hadolint:DL3020', 'checkov:CKV_DOCKER_4', 'trivy:DS-0005']],
    fixed: `${F}COPY a /a`,
  },
  {
    rule: ADD,
    text: `${F}«ADD» a.tar b /c/`,
    aliases: [['hadolint:DL3020', 'checkov:CKV_DOCKER_4']],
    fixed: `${F}ADD a.tar b /c/`,
  },
  { rule: ADD, text: `${F}«ADD» https://example.com/a b /c/\n«ADD» a.zip /z\n«ADD» bin/$X/app /app` },
  { rule: ADD, text: `${F}ARG A=app.jar\n«ADD» $A /` },
  ...silent(ADD, [`${F}ADD https://example.com/$V/x /x`, `${F}ADD git@example.com:$A/b /x`, `${F}ADD $URL/app /x`]),
  ...silent(ADD, [
    ...[
      'a.tar',
      'a.tgz',
      'a.tar.zst',
      'a.tbz2',
      'a.Z',
      'https://example.com/a',
      'git@github.com:a/b.git',
      '$A',
      'a*',
      'x/$A',
    ].map((source) => `${F}ADD ${source} /x/`),
    `${F}ADD --checksum=sha256:${'0'.repeat(64)} https://example.com/a /a`,
    `${F}ONBUILD ADD a /a`,
    `${F}ADD <<EOF /a\nx\nEOF\n`,
  ]),
]);

check('the shell form', [
  {
    rule: 'exec-form',
    text: `${F}«CMD»\n«ENTRYPOINT»`,
    aliases: [['buildkit:JSONArgsRecommended'], ['buildkit:JSONArgsRecommended']],
  },
  { rule: 'exec-form', text: `${F}«CMD a»\nFROM b:1\n«ENTRYPOINT ["a",]»` },
  ...silent('exec-form', [
    `${F}CMD []`,
    `${F}SHELL ["a"]\nCMD a`,
    `${F}HEALTHCHECK CMD a`,
    `${F}ONBUILD CMD a`,
    `${F}RUN a`,
  ]),
]);

check('files with secrets', [
  {
    rule: 'no-copied-secrets',
    text: `${F}COPY «.env» «id_rsa» «.aws/credentials» a.pem /x/\nADD «keys/x.p12» /`,
    aliases: [[], [], [], []],
  },
  {
    rule: 'no-copied-secrets',
    text: `${F}COPY keys/ /app/\nENV «GOOGLE_APPLICATION_CREDENTIALS»="/app/k.json"\nCOPY k.json «$GOOGLE_APPLICATION_CREDENTIALS»`,
    aliases: [['trivy:DS-0031'], ['trivy:DS-0031']],
  },
  ...silent('no-copied-secrets', [
    `FROM a:1 AS build\nCOPY .env /x\n${F}`,
    `${F}COPY .env.example id_rsa.pub .envrc environment /x/`,
    `${F}ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/k.json\nCOPY a /app/`,
    `${F}ENV GOOGLE_APPLICATION_CREDENTIALS=\nCOPY a /app/`,
  ]),
  {
    rule: 'no-login-in-build',
    text: `${F}RUN «aws configure set aws_secret_access_key» x && «gcloud auth activate-service-account» --key-file=k`,
    aliases: [['trivy:DS-0031'], ['trivy:DS-0031']],
  },
  {
    rule: 'no-login-in-build',
    text: `${F}RUN «az login» --service-principal --password=x\nRUN «doctl auth init» -t x`,
  },
  ...silent('no-login-in-build', [
    `${F}RUN --mount=type=secret,id=x aws configure set aws_access_key_id x`,
    `${F}RUN aws configure set region eu`,
    `${F}RUN az login --identity`,
    `${F}RUN gcloud auth list`,
    `${F}RUN doctl auth init`,
  ]),
]);
