import type { Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const DOCKERFILE =
  'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /s ./cmd/a\nFROM scratch\nCOPY --from=build /s /s\nUSER 65532\nENTRYPOINT ["/s"]\n';
/** Two programs, and Dockerfiles of one of them. */
export const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/a/main.go': MAIN,
  'cmd/b/main.go': MAIN,
  Dockerfile: DOCKERFILE,
  'services/a/Dockerfile': DOCKERFILE,
  'services/a/Dockerfile.debug': DOCKERFILE,
};
export const skaffold = (artifact: string) =>
  `apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\n${artifact}`;
export const compose = (build: string) => `services:\n  shop:\n    build:${build}\n`;
export const workflow = (steps: string) =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n${steps}`;
export const action = (lines: string) => workflow(`      - uses: docker/build-push-action@v6\n        with:\n${lines}`);
export const script = (lines: string) => workflow(`      - run: ${lines}\n`);

/** The same with a matrix. */
export const inMatrix = (matrix: string, lines: string) =>
  action(lines).replace('    steps:', `    strategy:\n      matrix:\n${matrix}    steps:`);
export const WORKFLOW = '.github/workflows/build.yml';
