/** A suite that never ends. */
exports.run = () => new Promise(() => {});
