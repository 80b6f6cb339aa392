/** The two channels between preload and main process; the preload script is the only one that names them on its side. */
export const invokeChannel = "core:invoke";
export const eventChannel = "core:event";
