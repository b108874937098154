// Words marked in a comment become the words to hide: read the text, mark, press the button.

const field = document.getElementById("hide");

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const within = selection?.anchorNode?.parentElement?.closest("[data-selectable]");
  const words = selection?.toString().trim() ?? "";
  if (within && words && words.length <= field.maxLength) field.value = words;
});
