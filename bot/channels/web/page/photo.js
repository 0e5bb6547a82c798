// Makes a photo small before it leaves the phone: a hall's network is slow, and what the camera wrote
// into the file (place, time, make) is nobody's business.

const LONGEST_SIDE = 2000;

/** A JPEG of at most 2000 pixels a side; the file itself where the browser cannot draw it. */
export async function photo(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return drawn ?? file;
  } catch {
    return file;
  }
}
