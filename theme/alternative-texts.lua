-- Give every picture of a notebook the alternative text that its output carries: metadata, "image/png", "alt".
-- Quarto reads the picture alone.

local function contents(path)
  local file <close> = io.open(path, "rb")
  return file and file:read("a")
end

local function joined(text)
  return type(text) == "table" and table.concat(text) or text
end

local texts = {}
for _, cell in ipairs(quarto.json.decode(contents(quarto.doc.input_file)).cells) do
  for _, output in ipairs(cell.outputs or {}) do
    local png = output.data and output.data["image/png"]
    local said = output.metadata and output.metadata["image/png"]
    if png and said then
      texts[joined(png):gsub("%s", "")] = said.alt
    end
  end
end

function Image(image)
  local png = contents(image.src)
  image.attributes["fig-alt"] = image.attributes["fig-alt"] or (png and texts[quarto.base64.encode(png)])
  return image
end
