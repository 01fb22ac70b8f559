import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page's HTML: nothing but our own script and style may run in it, and nothing is fetched. */
export function pageOf(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('hex');
  const uri = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', file)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource};`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('contract-style.css')}">
</head>
<body>
<script nonce="${nonce}" src="${uri('contract.js')}"></script>
</body>
</html>
`;
}
