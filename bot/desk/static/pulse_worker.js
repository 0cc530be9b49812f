/** Says each second that a second has passed; see clock.js. */
setInterval(() => postMessage(null), 1000);
