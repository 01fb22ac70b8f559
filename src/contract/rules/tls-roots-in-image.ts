import { everyContainerOf } from '../containers/every-container.ts';
import { type Copy, copyOf } from '../../dockerfile/files/copies.ts';
import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { copyFromBuilder } from '../builds/copy-from-builder.ts';
import type { Program } from '../../go/project.ts';
import type { Range, Related } from '../../lint/rule.ts';
import type { Contract, ContractImage } from '../contract.ts';
import type { Fault, Repair } from '../fault.ts';
import { type ProgramRun, programsStarted, startedBy } from '../images/programs-run.ts';
import { hostCalled } from '../network/dependencies-of.ts';
import { type ContractRule, inSource } from '../rule.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

export const tlsRootsInImage: ContractRule = {
  id: 'tls-roots-in-image',
  title: 'Put the root certificates into the image of a program that calls HTTPS',
  severity: 'info',
  aliases: [],
  why: 'A program that calls HTTPS servers trusts the root certificates it finds in the image. `scratch`, busybox and the slim images of Debian and Ubuntu hold none: every call fails with “x509: certificate signed by unknown authority”. The source of this program makes calls over HTTP; where all of them stay inside the cluster without TLS, nothing is amiss. Where the source names a server of the internet, it is a warning.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: 'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM «scratch»\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      good: `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build ${CERTIFICATES} /etc/ssl/certs/\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`,
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_, _ = http.Get("https://example.com/")\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { dockerfile } = image;
    const stage = dockerfile.stages.at(-1);
    const base = stage?.image ? baseImage(dockerfile, stage) : undefined;
    if (!stage || base === undefined || !lacksCertificates(base) || bringsCertificates(dockerfile, stage)) return;
    if (contract.go.modules.some(({ requires }) => requires.some(({ path }) => path.startsWith(ROOTS_MODULE)))) return;
    const calling = programsStarted(image, contract).filter(({ program }) => program.outboundTls === true);
    // What one program lacks, another one of the image lacks by the same cause.
    const [first] = calling.flatMap((run) => lackingRoots(run, image, base, contract) ?? []);
    if (first) yield first;
  },
};

function lackingRoots(run: ProgramRun, image: ContractImage, base: string, contract: Contract): Fault | undefined {
  const { file, dockerfile } = image;
  const { program } = run;
  const stage = dockerfile.stages.at(-1);
  if (!stage?.image) return undefined;
  const misplaced = misplacedBundle(dockerfile, stage);
  if (misplaced) {
    const toldElsewhere = everyContainerOf(program, contract).some(({ given }) =>
      PLACES_BY.some((by) => given(by) !== undefined),
    );
    return toldElsewhere ? undefined : atWrongPath(file, program, misplaced);
  }
  const { start, end } = stage.image;
  const isCertain = hostCalled(program, contract) !== undefined;
  return {
    ...(isCertain && { severity: 'warning' as const }),
    sides: [
      {
        ...{ file, start, end },
        message: ['`{0}` calls other servers, and `{1}` holds no root certificates for HTTPS', program.name, base],
      },
    ],
    related: [...callOf(program), ...startedBy(run, image, contract)],
    repairs: copyCertificates(file, dockerfile, stage),
  };
}

function callOf({ calls }: Program): readonly Related[] {
  return calls?.outboundTls ? [inSource(calls.outboundTls, ['calls another server here'])] : [];
}

/** Brings root certificates into the binary. */
const ROOTS_MODULE = 'golang.org/x/crypto/x509roots';

function lacksCertificates(base: string): boolean {
  if (base === 'scratch') return true;
  const image = parseImage(base);
  return image !== undefined && ['busybox', 'debian', 'ubuntu'].includes(officialName(image) ?? '');
}

/** By a package, by a copy, or by anything else that the file does not decide. */
function bringsCertificates(dockerfile: Dockerfile, stage: Stage): boolean {
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some((instruction) => {
      const copy = copyOf(instruction);
      if (copy && bundleAt(copy, instruction)) return false;
      if (/\bca-certificates\b|\/(?:ssl|pki)\b|SSL_CERT_(?:FILE|DIR)/.test(instruction.source.text)) return true;
      // A copied root file system may hold anything.
      return (
        copy !== undefined &&
        (/^\/?\.?$/.test(copy.destination) || instruction.keyword === 'ADD') &&
        copy.sources.some((source) => source.endsWith('/') || /\.t(?:ar|gz)/.test(source))
      );
    }),
  );
}

/** Where Go looks for root certificates on Linux: `crypto/x509`, root_linux.go. */
const BUNDLES = new Set([
  CERTIFICATES,
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]);
const FOLDERS = ['/etc/ssl/certs/', '/etc/pki/tls/certs/'];
/** Variables that say another place. */
const PLACES_BY = ['env:SSL_CERT_FILE', 'env:SSL_CERT_DIR'];

/** Where a bundle of root certificates is copied to, at which Go does not look. */
function bundleAt({ sources, destination }: Copy, { keyword }: Instruction): string | undefined {
  const [source = '', other] = sources;
  const name = /(?:^|\/)((?:ca-certificates|ca-bundle|tls-ca-bundle)\.(?:crt|pem))$/.exec(source)?.[1];
  if (keyword !== 'COPY' || other !== undefined || name === undefined || !/^\/[\w./-]+$/.test(destination))
    return undefined;
  const path = resolvePath(destination.endsWith('/') ? `${destination}${name}` : destination, '/');
  // What looks like a folder may be one.
  if (path === undefined || !/\.\w+$/.test(path)) return undefined;
  return BUNDLES.has(path) || FOLDERS.some((folder) => path.startsWith(folder)) ? undefined : path;
}

interface Misplaced {
  readonly at: Range;
  readonly path: string;
}

function misplacedBundle(dockerfile: Dockerfile, stage: Stage): Misplaced | undefined {
  return lineage(dockerfile.stages, stage)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => {
      const copy = copyOf(instruction);
      const path = copy && bundleAt(copy, instruction);
      const at = (instruction.json ?? instruction.words).at(-1);
      return path === undefined || !at ? [] : [{ at, path }];
    })[0];
}

function atWrongPath(file: string, program: Program, { at: { start, end }, path }: Misplaced): Fault {
  return {
    sides: [
      {
        ...{ file, start, end },
        message: ['`{0}` looks for root certificates in `{1}`, and not in `{2}`', program.name, CERTIFICATES, path],
      },
    ],
    related: callOf(program),
    repairs: [
      { title: ['Change to `{0}`', CERTIFICATES], changes: [{ file, edits: [{ start, end, text: CERTIFICATES }] }] },
    ],
  };
}

function copyCertificates(file: string, dockerfile: Dockerfile, stage: Stage): Repair[] {
  return copyFromBuilder(
    file,
    dockerfile,
    stage,
    (builder) => [`COPY --from=${builder} ${CERTIFICATES} /etc/ssl/certs/`],
    (builder) => ['Copy the root certificates from `{0}`', builder],
  );
}
