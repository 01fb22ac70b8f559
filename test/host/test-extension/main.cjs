// The host wants an extension to test; the product is the installed package.
exports.activate = () => undefined;
