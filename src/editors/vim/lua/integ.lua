-- The language server in Neovim, 0.7 and later: require('integ').setup()
local M = {}

-- The folder whose files belong together: that of git, else the file's own.
local function root_of(name)
  local folder = vim.fn.fnamemodify(name, ':p:h')
  local git = vim.fn.finddir('.git', folder .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

-- settings: { scope = 'file', level = 'warning', … }, see `integ help lsp`.
function M.setup(settings)
  local clients = {}
  local function attach(buffer)
    local name = vim.api.nvim_buf_get_name(buffer)
    if vim.fn.executable('integ') == 0 then
      vim.notify_once('integ is not found; install it, or add its folder to $PATH',
        vim.log.levels.WARN)
      return
    end
    local root = root_of(name)
    local client = clients[root]
    if not client or vim.lsp.client_is_stopped(client) then
      client = vim.lsp.start_client({
        name = 'integ',
        cmd = { 'integ', 'lsp' },
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        init_options = settings,
      })
      clients[root] = client
    end
    if client then
      vim.lsp.buf_attach_client(buffer, client)
      vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
    end
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'integ',
    callback = function(event) attach(event.buf) end,
  })
end

return M
