import type { Tool } from './tool.ts';

export const curl: Tool = {
  names: ['curl'],
  about: [
    'Fetches URLs. `curl -fsSL` fails on an error, is quiet and follows redirections; ADD with `--checksum` needs no curl.',
  ],
  options: {
    '-f --fail': ['Fail on an answer of 400 or more, instead of saving the page that says so.'],
    '-s --silent': ['Draw no progress.'],
    '-S --show-error': ['Say what failed although `-s`.'],
    '-L --location': ['Follow redirections.'],
    '-o= --output=': ['File to write.'],
    '-O --remote-name': ['Write a file named as in the URL.'],
    '-k --insecure': ['Do not check the certificate.'],
    '--retry=': ['Try again so many times.'],
    '--proto=': ['Protocols that are allowed: `=https`.'],
    '--tlsv1.2': ['TLS 1.2 at least.'],
    '-H= --header=': ['A header to send.'],
    '-x= --proxy=': ['Proxy to go through.'],
  },
  commands: {},
};

export const wget: Tool = {
  names: ['wget'],
  about: ['Fetches URLs. ADD with `--checksum` needs no wget.'],
  options: {
    '-q --quiet': ['Print nothing.'],
    '-nv --no-verbose': ['Print one line a file.'],
    '-O= --output-document=': ['File to write; `-` is the output.'],
    '-P= --directory-prefix=': ['Folder to write to.'],
    '--progress=': ['How progress is drawn: `dot:giga` keeps the log short.'],
    '--no-check-certificate': ['Do not check the certificate.'],
    '-t= --tries=': ['Try so many times.'],
  },
  commands: {},
};
