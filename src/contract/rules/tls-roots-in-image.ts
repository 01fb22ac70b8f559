import { copyOf } from '../../dockerfile/copies.ts';
import { officialName, parseImage } from '../../dockerfile/image.ts';
import { baseImage } from '../../dockerfile/final.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages.ts';
import { copyFromBuilder } from '../copy-from-builder.ts';
import type { Repair } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

export const tlsRootsInImage: ContractRule = {
  id: 'tls-roots-in-image',
  title: 'Put the root certificates into the image of a program that calls HTTPS',
  severity: 'info',
  aliases: [],
  why: 'A program that calls HTTPS servers trusts the root certificates it finds in the image. `scratch`, busybox and the slim images of Debian and Ubuntu hold none: every call fails with “x509: certificate signed by unknown authority”. The source of this program makes calls over HTTP; where all of them stay inside the cluster without TLS, nothing is amiss.',
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
  *check({ file, dockerfile, program }, { go }) {
    const stage = dockerfile.stages.at(-1);
    if (!stage?.image || program?.outboundTls !== true) return;
    if (go.modules.some(({ requires }) => requires.some(({ path }) => path.startsWith(ROOTS_MODULE)))) return;
    const base = baseImage(dockerfile, stage);
    if (base === undefined || !lacksCertificates(base) || bringsCertificates(dockerfile, stage)) return;
    const { start, end } = stage.image;
    yield {
      sides: [
        {
          file,
          start,
          end,
          message: ['`{0}` calls other servers, and `{1}` holds no root certificates for HTTPS', program.name, base],
        },
      ],
      ...(program.calls?.outboundTls
        ? { related: [inSource(program.calls.outboundTls, ['calls another server here'])] }
        : {}),
      repairs: copyCertificates(file, dockerfile, stage),
    };
  },
};

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
      if (/\bca-certificates\b|\/(?:ssl|pki)\b|SSL_CERT_(?:FILE|DIR)/.test(instruction.source.text)) return true;
      const copy = copyOf(instruction);
      // A copied root file system may hold anything.
      return (
        copy !== undefined &&
        (/^\/?\.?$/.test(copy.destination) || instruction.keyword === 'ADD') &&
        copy.sources.some((source) => source.endsWith('/') || /\.t(?:ar|gz)/.test(source))
      );
    }),
  );
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
