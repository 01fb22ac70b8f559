import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './start.ts';

// It lives for days beside the editor: an old generation that grows fourfold before it is cleaned takes memory from others.
setFlagsFromString('--heap-growing-percent=50');

startServer(createConnection(ProposedFeatures.all));
