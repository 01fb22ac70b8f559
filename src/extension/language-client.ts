// The package is CommonJS: its names survive bundling only through a static import, which this file is for.
// It is imported when the language server is started.
export { DocumentDiagnosticRequest, LanguageClient, TransportKind } from 'vscode-languageclient/node';
