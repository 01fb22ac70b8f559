import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import type { Program } from '../../../src/go/project.ts';
import { filesOf, program, project, source } from '../facts.ts';

export type Texts = Readonly<Record<string, string>>;

/** The plan for a server of the shop in a folder that has these files, too. */
export async function planned(texts: Texts, choices: Choices = {}, change: Partial<Program> = {}) {
  return plan(project({ programs: [program(change)] }), filesOf({ ...source, ...texts }), choices);
}

/** The paths of the files that it writes. */
export async function paths(texts: Texts, choices: Choices = {}, change: Partial<Program> = {}): Promise<string[]> {
  return (await planned(texts, choices, change)).files.map(({ path }) => path);
}

/** A Dockerfile that builds the server. */
export const BUILDS =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE 7070\nUSER 10001\n';
