import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { findingsOf, inputsOf, type Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const FILES: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/orders/main.go': MAIN,
  'cmd/stock/main.go': MAIN,
};
const image = (run: string, copies: string, before = 'COPY . .') =>
  `FROM golang:1.26 AS build\nWORKDIR /src\n${before}\nRUN ${run}\nFROM scratch\n${copies}\n`;
const ONE = 'COPY --from=build /src/bin/orders /orders';
const ALL = 'COPY --from=build /src/bin/ /usr/bin/';

const binariesOf = async (texts: Texts) => {
  const { images } = joinContract(await inputsOf({ ...FILES, ...texts })).at('Dockerfile');
  return images.flatMap(({ built }) => [...built.binaries].map(([path, { name }]) => `${path} ${name}`)).sort();
};

describe('what make makes in a Dockerfile', () => {
  const table: Readonly<Record<string, { make: string; dockerfile: string; made: readonly string[] }>> = {
    'the first target': {
      make: 'BIN := bin\n\nall: $(BIN)/orders\n\n$(BIN)/orders: go.mod\n\t@mkdir -p $(@D)\n\tgo build -o $@ ./cmd/orders\n\nother:\n\tgo build -o bin/stock ./cmd/stock\n',
      dockerfile: image('make', ALL),
      made: ['/usr/bin/orders orders'],
    },
    'a target of a pattern, with flags in a variable': {
      make: 'LDFLAGS = -s -w -X main.version=$(shell git describe)\nbin/%:\n\tCGO_ENABLED=0 go build -ldflags "$(LDFLAGS)" -o $@ ./cmd/$*\n',
      dockerfile: image('make bin/orders', ONE),
      made: ['/orders orders'],
    },
    'what the command line says in the place of the file': {
      make: 'NAME ?= stock\nOUT = out\nbuild:\n\tgo build -o $(OUT)/app ./cmd/$(NAME)\n',
      dockerfile: image('NAME=orders make OUT=bin build', 'COPY --from=build /src/bin/app /app'),
      made: ['/app orders'],
    },
    'an argument of the build in the place of a default': {
      make: 'NAME ?= stock\nbuild:\n\tgo build -o bin/$(NAME) ./cmd/$(NAME)\n',
      dockerfile: image('make build', ONE, 'ARG NAME=orders\nCOPY . .'),
      made: ['/orders orders'],
    },
    'make inside make, with its own name for the target': {
      make: 'orders:\n\tOUT=. NAME=$@ $(MAKE) build\nbuild:\n\tgo build -o "$(OUT)/$(NAME)" example.com/shop/cmd/orders\n',
      dockerfile: image('make orders', 'COPY --from=build /src/orders /'),
      made: ['/orders orders'],
    },
    'the branch that holds': {
      make: 'OS ?= linux\nNAME := orders\nifeq ($(OS),windows)\nNAME := $(NAME).exe\nendif\nbuild:\n\tgo build -o bin/$(NAME) ./cmd/orders\n',
      dockerfile: image('make build', ONE),
      made: ['/orders orders'],
    },
    'a definition that is called, of a file that is included': {
      make: 'include build/go.mk\n\norders stock:\n\t$(call build,$@)\n',
      dockerfile: image('make -j4 orders stock', ALL),
      made: ['/usr/bin/orders orders', '/usr/bin/stock stock'],
    },
    'each program of a loop': {
      make: 'build:\n\tfor name in orders stock; do \\\n\t\tgo build -o bin/$$name ./cmd/$$name || exit 1; \\\n\tdone\n',
      dockerfile: image('make build', ALL),
      made: ['/usr/bin/orders orders', '/usr/bin/stock stock'],
    },
    'in a folder of a name that nobody knows': {
      make: 'build:\n\tgo build -o bin/$(shell go env GOOS)/ ./cmd/orders\n',
      dockerfile: image('make build', 'COPY --from=build /src/bin/linux/orders /orders'),
      made: ['/orders orders'],
    },
    'in the folder of the file itself': {
      make: 'HERE = $(dir $(realpath -s $(firstword $(MAKEFILE_LIST))))\nbuild:\n\tgo build -o ${HERE}/bin/ ./cmd/...\n',
      dockerfile: image('make build', 'COPY --from=build /src/bin/orders .', 'COPY Makefile ./\nCOPY cmd cmd'),
      made: ['/base/orders orders'],
    },
    'nothing certain, where a command says which': {
      make: 'NAME := $(shell basename $(CURDIR))\nbuild:\n\tgo build -o bin/app ./other/$(NAME)\n',
      dockerfile: image('make build', 'COPY --from=build /src/bin/app /app'),
      made: [],
    },
    'nothing, where the Makefile does not come into the stage': {
      make: 'bin/orders:\n\tgo build -o $@ ./cmd/orders\n',
      dockerfile: image('make', ONE, 'COPY cmd cmd'),
      made: [],
    },
  };
  for (const [what, { make, dockerfile, made }] of Object.entries(table)) {
    it(what, async () => {
      const included = 'define build\ngo build -o bin/$(1) ./cmd/$(1)\nendef\n';
      const texts = { Makefile: make, Dockerfile: dockerfile, 'build/go.mk': included };
      assert.deepEqual(await binariesOf(texts), made);
    });
  }
});

describe('what a script makes in a Dockerfile', () => {
  const table: Readonly<Record<string, { script: string; run?: string; made: readonly string[] }>> = {
    'in the folder that it goes to': {
      script: 'cd "$(dirname "$0")/.."\ngo build -o bin/orders ./cmd/orders\n',
      made: ['/usr/bin/orders orders'],
    },
    'by a name of its own for the tool': {
      script: 'GO=${GO:-go}\nname=orders\nCGO_ENABLED=0 ${GO} build ${GOFLAGS} -o bin/${name} ./cmd/${name}/\n',
      made: ['/usr/bin/orders orders'],
    },
    'by its argument': {
      script: 'go build -o "bin/$1" "./cmd/$1"\n',
      run: 'bash -ex hack/build.sh stock',
      made: ['/usr/bin/stock stock'],
    },
    'by a function, in a loop': {
      script:
        'root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)\nbuild() {\n  local dir=$1\n  go build -o "$root/bin/" ./cmd/...\n}\nbuild all\n',
      made: ['/usr/bin/orders orders', '/usr/bin/stock stock'],
    },
    'by a Makefile that it calls': {
      script: 'make -C tools NAME=orders\n',
      made: ['/usr/bin/orders orders'],
    },
    'nothing certain, by what a command says': {
      script: 'name=$(basename "$PWD")\ngo build -o bin/orders "./other/$name"\n',
      made: [],
    },
  };
  for (const [what, { script, run = './hack/build.sh', made }] of Object.entries(table)) {
    it(what, async () => {
      const texts = {
        Dockerfile: image(run, ALL),
        'hack/build.sh': `#!/usr/bin/env bash\nset -eu\n${script}`,
        'tools/Makefile': 'all:\n\tcd .. && go build -o bin/$(NAME) ./cmd/$(NAME)\n',
      };
      assert.deepEqual(await binariesOf(texts), made);
    });
  }
});

describe('a container that calls one of the programs that a script makes', () => {
  const table: readonly [what: string, image: string, program: string | undefined, command?: string][] = [
    ['in an image with the name of the module', 'ghcr.io/acme/shop:1', 'stock'],
    ['by the name that it has in an image', 'quay.io/acme/origin-shop:1', 'stock', 'shop-counter'],
    ['not by a path in an image of another name', 'ghcr.io/acme/other:1', undefined],
  ];
  for (const [what, name, program, command = '/counter'] of table) {
    it(what, async () => {
      const { containers } = joinContract(
        await inputsOf({
          ...FILES,
          'go.mod': 'module github.com/acme/shop\n\ngo 1.26\n',
          Dockerfile: image('./build.sh', 'COPY --from=build /src/bin/ .').replace('scratch', 'alpine:3.22'),
          'build.sh':
            '#!/bin/sh\ngo build -o bin/orders ./cmd/orders\ngo build -o bin/counter ./cmd/stock\ncp bin/counter bin/shop-counter\n',
          'd.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: main\n      image: ${name}\n      command: [${command}]\n`,
        }),
      );
      assert.equal(containers[0]?.program?.name, program);
    });
  }
});

describe('go-image-version and builds that a script runs', () => {
  const table: readonly [what: string, script: string, marked: string | undefined][] = [
    ['of the module', 'go build -o bin/ ./cmd/...', 'golang:1.25'],
    ['of nothing', 'echo built elsewhere', undefined],
  ];
  for (const [what, script, marked] of table) {
    it(what, async () => {
      const texts: Texts = {
        ...FILES,
        Dockerfile: image('./build.sh', ALL).replace('golang:1.26', 'golang:1.25'),
        'build.sh': `#!/bin/sh\n${script}\n`,
      };
      const finding = (await findingsOf(texts)).get('Dockerfile')?.find(({ rule }) => rule === 'go-image-version');
      assert.equal(finding && texts.Dockerfile?.slice(finding.start, finding.end), marked);
    });
  }
});

describe('ends soon, and with nothing, where a Makefile', () => {
  const names = Array.from({ length: 18 }, (_, index) => `V${index}`);
  const table: Readonly<Record<string, string>> = {
    'has variables that hold others many times': `${names.map((name, index) => `${name} = ${`$(V${index + 1})`.repeat(9)}\n`).join('')}build:\n\techo $(V0)\n`,
    'has lines without end': `${' '.repeat(300_000)}x\n${'$('.repeat(300_000)}\nbuild:\n\tgo version\n`,
    'has rules that need each other': 'build: a\na: b\nb: build\n\t$(MAKE) build\n',
  };
  for (const [what, make] of Object.entries(table)) {
    it(what, async () => {
      assert.deepEqual(await binariesOf({ Makefile: make, Dockerfile: image('make build', ONE) }), []);
    });
  }
});
