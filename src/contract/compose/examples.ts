import { serverFiles } from '../examples/example-files.ts';

/** A program and its image, for the examples of rules about compose files. */
export const COMPOSE_FILES: Readonly<Record<string, string>> = {
  ...serverFiles(':8080'),
  Dockerfile:
    'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM gcr.io/distroless/static-debian13\nCOPY --from=build /out/shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
};

/** A compose file that runs it; `lines` are those of the service, without indentation. */
export function composeOf(lines: string): string {
  return `services:\n  shop:\n    build: .\n${lines.replace(/^(?=.)/gm, '    ')}\n`;
}
