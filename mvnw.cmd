<# : batch portion
@rem Runs Maven with the arguments given, in the current folder: what mvnw does, for Windows.
@rem
@rem Takes an installed Maven if it is new enough (%MAVEN_HOME%\bin, then the PATH). Otherwise it downloads the release
@rem pinned in .mvn\distribution.properties once, checks its SHA-512 and keeps it.
@rem
@rem   MAVEN_USER_HOME      where downloads are kept, under wrapper\dists (default: %USERPROFILE%\.m2)
@rem   MAVEN_DOWNLOAD_BASE  where to download from instead: <base>/<version>/binaries/apache-maven-<version>-bin.zip
@rem
@rem To cmd the first line is a label, to PowerShell everything up to the closing mark is a comment: PowerShell finds
@rem Maven, cmd runs it, so that the arguments reach Maven as they were given.
@echo off
setlocal
set "MVNW_SCRIPT=%~f0"
set "MVNW_FOLDER=%~dp0"
set "MVNW_MAVEN="
rem Even a quiet Maven says which modules it compiles for the demo: a newcomer is to see that something happens.
set "MVNW_DEMO="
for %%A in (%*) do if "%%~A"=="-Pdemo" set "MVNW_DEMO=yes"
if defined MVNW_DEMO echo Building the demo; the first time this downloads about 170 MB and takes two to three minutes 1>&2
if defined MVNW_DEMO set "MAVEN_OPTS=%MAVEN_OPTS% -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.compiler.CompilerMojo=info"
set "MVNW_DEMO="
rem Started from PowerShell 7, Windows PowerShell would look for its modules in the wrong place.
set "MVNW_MODULES=%PSModulePath%"
set "PSModulePath="
for /f "usebackq tokens=1* delims==" %%A in (`powershell -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "& ([ScriptBlock]::Create((Get-Content -Raw -LiteralPath $env:MVNW_SCRIPT)))"`) do if "%%A"=="MVNW_MAVEN" set "MVNW_MAVEN=%%B"
set "PSModulePath=%MVNW_MODULES%"
set "MVNW_MODULES="
if not defined MVNW_MAVEN exit /b 1
"%MVNW_MAVEN%" %*
goto :eof
: end batch / begin PowerShell #>

$ErrorActionPreference = 'Stop'

function Say([string] $text) {
    [Console]::Error.WriteLine("mvnw: $text")
}

# What "mvn --version" says it is, digits and dots only; nothing if it does not say.
function Get-MavenVersion([string] $mvn) {
    # Windows PowerShell takes a warning on the error stream for a failure of its own.
    $ErrorActionPreference = 'Continue'
    $text = & $mvn --version 2>$null | Out-String
    if ($text -match 'Apache Maven (\d+(\.\d+)+)') { [version] $Matches[1] }
}

function Find-InstalledMaven([version] $minimum) {
    $candidates = @()
    if ($env:MAVEN_HOME) { $candidates += Join-Path $env:MAVEN_HOME 'bin\mvn.cmd' }
    $candidates += @(Get-Command 'mvn.cmd', 'mvn.bat', 'mvn.exe' -CommandType Application -ErrorAction SilentlyContinue |
        ForEach-Object { $_.Path })
    foreach ($candidate in $candidates) {
        if (-not (Test-Path -LiteralPath $candidate -PathType Leaf)) { continue }
        $found = Get-MavenVersion $candidate
        if (-not $found) {
            Say "passing over $candidate, which does not tell its version"
        } elseif ($found -ge $minimum) {
            return $candidate
        } else {
            Say "passing over ${candidate}: it is $found, this project needs $minimum or newer"
        }
    }
}

function Get-Sha512([string] $file) {
    $stream = [IO.File]::OpenRead($file)
    $sha512 = [Security.Cryptography.SHA512]::Create()
    try {
        return [BitConverter]::ToString($sha512.ComputeHash($stream)).Replace('-', '').ToLowerInvariant()
    } finally {
        $sha512.Dispose()
        $stream.Dispose()
    }
}

# Everything happens in a folder of this run, and one rename puts the result in place: two first runs at a time do not
# see each other's halves.
function Install-Maven([string] $version, [string] $url, [string] $expected, [string] $target) {
    $partial = "$target.partial." + [Guid]::NewGuid().ToString('N').Substring(0, 6)
    [void] [IO.Directory]::CreateDirectory($partial)
    try {
        $archive = Join-Path $partial 'maven.zip'
        Say "downloading Maven $version from $url"
        [Net.ServicePointManager]::SecurityProtocol =
            [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        (New-Object Net.WebClient).DownloadFile($url, $archive)
        $actual = Get-Sha512 $archive
        if ($actual -ne $expected) {
            throw "refusing ${url}: its SHA-512 is not the pinned one, the download is deleted`n" +
                "mvnw:   expected $expected`nmvnw:   actual   $actual"
        }
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($archive, $partial)
        $unpacked = Join-Path $partial "apache-maven-$version"
        if (-not (Test-Path -LiteralPath (Join-Path $unpacked 'bin\mvn.cmd'))) {
            throw "$url holds no apache-maven-$version/bin/mvn.cmd"
        }
        try {
            [IO.Directory]::Move($unpacked, $target)
        } catch {
            # Another run may have come first.
            if (-not (Test-Path -LiteralPath (Join-Path $target 'bin\mvn.cmd'))) { throw }
        }
    } finally {
        Remove-Item -LiteralPath $partial -Recurse -Force -ErrorAction SilentlyContinue
    }
}

try {
    $file = Join-Path $env:MVNW_FOLDER '.mvn\distribution.properties'
    $properties = ConvertFrom-StringData (Get-Content -Raw -LiteralPath $file)
    foreach ($key in 'minimumVersion', 'version', 'downloadBase', 'sha512.zip') {
        if (-not $properties[$key]) { throw "$file sets no $key" }
    }
    $maven = Find-InstalledMaven $properties['minimumVersion']
    if (-not $maven) {
        $version = $properties['version']
        $expected = $properties['sha512.zip']
        $base = if ($env:MAVEN_DOWNLOAD_BASE) { $env:MAVEN_DOWNLOAD_BASE } else { $properties['downloadBase'] }
        $url = $base.TrimEnd('/') + "/$version/binaries/apache-maven-$version-bin.zip"
        $userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
        # The sum is part of the name: what was checked against another sum is not taken for this one.
        $target = Join-Path $userHome "wrapper\dists\apache-maven-$version\$($expected.Substring(0, 16))"
        $maven = Join-Path $target 'bin\mvn.cmd'
        if (-not (Test-Path -LiteralPath $maven)) { Install-Maven $version $url $expected $target }
    }
    Write-Output "MVNW_MAVEN=$maven"
} catch {
    Say $_.Exception.Message
    exit 1
}
